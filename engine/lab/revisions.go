package lab

// Every change of a part of the experiment gives the part a new revision
// number, so that nobody has to compare contents. Undo brings back the old
// numbers with the old contents.

// renew gives a part a number that no part has had.
func (l *Lab) renew(revision *int) {
	l.revisions++
	*revision = l.revisions
}

// renewAll gives every part a new number.
func (l *Lab) renewAll() {
	r := &l.revision
	for _, part := range []*int{&r.Base, &r.Curve} {
		l.renew(part)
	}
	l.weightsChanged()
}

// weightsChanged is called when weights have changed: scores and pictures of
// the old ones are out of date.
func (l *Lab) weightsChanged() {
	l.scored = scored{}
	l.renew(&l.revision.Weights)
	l.masksChanged()
}

// masksChanged is called when masks have changed.
func (l *Lab) masksChanged() {
	l.byRule = false
	l.renew(&l.revision.Masks)
	l.renew(&l.revision.Field)
}
