package session

// Finish ends a drag, pauses, and redoes what was undone, so that the address has all
// steps. done gets how many steps were redone. It is for a page that is about to be
// loaded again.
func (s *Session) Finish(done func(undone int)) {
	s.LetGo()
	undone := 0
	var next func(string, error)
	next = func(_ string, err error) {
		if err != nil || !s.Snapshot.CanRedo {
			done(undone)
			return
		}
		undone++
		s.Send("redo", "", false, next)
	}
	s.Send("pause", "", false, next)
}

// UndoAgain undoes the steps that Finish has redone, one after the other, and then
// calls done.
func (s *Session) UndoAgain(undone int, done func()) {
	if undone == 0 {
		done()
		return
	}
	s.Send("undo", "", false, func(_ string, err error) {
		if err != nil {
			s.Refused(err)
			done()
			return
		}
		s.UndoAgain(undone-1, done)
	})
}
