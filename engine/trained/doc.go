// Package trained makes a network that another program has trained the beginning
// of an experiment: what its file leaves open is chosen, and the samples are
// scaled as they were when the network was trained.
package trained
