package lab

// A Helper carries out work on one experiment that stands on its own: a fold,
// a curve, a lottery round, the rivals. What comes of a piece of work depends
// neither on which helper does it nor on what that helper did before, so that
// it can be shared out among as many as there are processors.
type Helper struct {
	experiment opened
	own        *own // nil: the data are generated
	lab        *Lab // the experiment as it stands; nil: not repeated yet
}

// NewHelper takes the address of an experiment, and the files that it is about
// where its data are a person's own.
func NewHelper(hash string, files []File) (*Helper, error) {
	experiment, err := parseLink(hash)
	if err != nil {
		return nil, err
	}
	h := &Helper{experiment: experiment}
	if len(files) > 0 {
		if h.own, err = readOwn(files); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// begin begins an experiment on the helper's data.
func (h *Helper) begin(r Recipe) (*Lab, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	l := &Lab{own: h.own}
	if err := l.begin(r); err != nil {
		return nil, err
	}
	return l, l.samples.enough()
}

// open is the experiment as it stands, repeated the first time that it is asked
// for. Nobody may change it.
func (h *Helper) open() (*Lab, error) {
	if h.lab != nil {
		return h.lab, nil
	}
	l, err := h.repeated()
	if err != nil {
		return nil, err
	}
	h.lab = l
	return l, nil
}

// repeated is the experiment as it stands, to go on with.
func (h *Helper) repeated() (*Lab, error) {
	l, err := h.begin(h.experiment.recipe)
	if err != nil {
		return nil, err
	}
	return l, l.repeat(h.experiment.steps)
}

// repeat does steps to their end.
func (l *Lab) repeat(steps []step) error {
	for _, s := range steps {
		if err := s.do(l); err != nil {
			return err
		}
		if err := l.Finish(); err != nil {
			return err
		}
	}
	return nil
}
