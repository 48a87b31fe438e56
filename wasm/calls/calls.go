//go:build js

// Package calls makes methods of a JavaScript object that return promises.
package calls

import (
	"fmt"
	"syscall/js"

	"bonsai/web/command"
)

// A Call is a call of a method: its arguments, and the promise that is resolved or
// rejected. What a promise is rejected with becomes an Error.
type Call struct {
	Args    []js.Value
	Resolve func(value any)
	Reject  func(err error)
}

// AnswerJSON answers with a value as JavaScript has it.
func (c Call) AnswerJSON(value any, err error) {
	if err != nil {
		c.Reject(err)
		return
	}
	c.Resolve(Parsed(command.JSON(value)))
}

// Parsed returns the value of a text of JSON.
func Parsed(text string) js.Value { return js.Global().Get("JSON").Call("parse", text) }

// JSON returns the first argument as JSON. Numbers that JSON cannot write become
// null, which every command refuses.
func (c Call) JSON() string {
	if len(c.Args) == 0 || c.Args[0].IsUndefined() {
		return ""
	}
	text := js.Global().Get("JSON").Call("stringify", c.Args[0])
	if text.IsUndefined() {
		return "null"
	}
	return text.String()
}

// Method makes a function that returns a promise. What its arguments throw when
// they are looked at, or are not what they should be, rejects it.
func Method(f func(c Call)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		return Promise(args, func(c Call) {
			defer func() {
				switch wrong := recover().(type) {
				case nil:
				case js.Error:
					c.Reject(fmt.Errorf("bonsai: %w", wrong))
				case *js.ValueError:
					c.Reject(fmt.Errorf("bonsai: an argument is of type %s, which cannot be used here", wrong.Type))
				default:
					panic(wrong)
				}
			}()
			f(c)
		})
	})
}

// Promise makes the promise of a call.
func Promise(args []js.Value, f func(c Call)) js.Value {
	executor := js.FuncOf(func(_ js.Value, functions []js.Value) any {
		f(Call{
			Args:    args,
			Resolve: func(value any) { functions[0].Invoke(value) },
			Reject:  func(err error) { functions[1].Invoke(js.Global().Get("Error").New(err.Error())) },
		})
		return nil
	})
	defer executor.Release()
	return js.Global().Get("Promise").New(executor)
}
