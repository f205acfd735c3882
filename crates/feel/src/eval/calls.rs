//! Calls and function definitions.

use super::{Interpreter, Scope};
use crate::ast::{Arguments, Callee, Expr, ExprKind};
use crate::builtins::{Builtin, Problem};
use crate::limits::LimitReached;
use crate::value::{Closure, Context, Function, Parameter, Value};
use std::sync::Arc;

impl Interpreter<'_> {
    pub(super) fn invocation(
        &mut self,
        expr: &Expr,
        callee: &Callee,
        arguments: &Arguments,
        scope: &Scope<'_>,
    ) -> Value {
        match callee {
            Callee::Builtin(builtin) => self.builtin_invocation(expr, builtin, arguments, scope),
            Callee::Expr(callee) => {
                let function = self.value(callee, scope);
                let Value::Function(function) = &*function else {
                    let kind = function.kind();
                    return self.fail(expr.span, format_args!("a {kind} cannot be called"));
                };
                let function = Arc::clone(function);
                if let Function::Builtin(builtin) = &*function {
                    return self.builtin_invocation(expr, builtin, arguments, scope);
                }
                let values = match arguments {
                    Arguments::Positional(list) => list.iter().map(|a| self.evaluate(a, scope)).collect(),
                    Arguments::Named(named) => {
                        match self.by_parameter(expr, function.parameters(), named, scope) {
                            Some(values) => values,
                            None => return Value::Null,
                        }
                    }
                };
                self.span = expr.span;
                self.call(&function, &values)
            }
        }
    }

    /// Named arguments in the order of the parameters.
    fn by_parameter(
        &mut self,
        expr: &Expr,
        parameters: &[Parameter],
        named: &[(Arc<str>, Expr)],
        scope: &Scope<'_>,
    ) -> Option<Vec<Value>> {
        let strange = named.iter().find(|(name, _)| parameters.iter().all(|p| p.name != *name));
        if let Some((name, _)) = strange {
            self.fail(expr.span, format_args!("the function has no parameter '{name}'"));
            return None;
        }
        if named.len() != parameters.len() {
            let (given, expected) = (named.len(), parameters.len());
            self.fail(expr.span, format_args!("the function takes {expected} arguments, not {given}"));
            return None;
        }
        let values = parameters.iter().map(|parameter| {
            let argument = named.iter().find(|(name, _)| *name == parameter.name);
            argument.map_or(Value::Null, |(_, value)| self.evaluate(value, scope))
        });
        Some(values.collect())
    }

    fn builtin_invocation(
        &mut self,
        expr: &Expr,
        builtin: &'static Builtin,
        arguments: &Arguments,
        scope: &Scope<'_>,
    ) -> Value {
        let outcome = match arguments {
            Arguments::Positional(list) => match list.as_slice() {
                // the usual numbers of arguments need no allocation
                [a] => {
                    let values = [self.evaluate(a, scope)];
                    self.run(expr, builtin, &values)
                }
                [a, b] => {
                    let values = [self.evaluate(a, scope), self.evaluate(b, scope)];
                    self.run(expr, builtin, &values)
                }
                list => {
                    let values: Vec<Value> = list.iter().map(|a| self.evaluate(a, scope)).collect();
                    self.run(expr, builtin, &values)
                }
            },
            Arguments::Named(named) => {
                let values: Vec<(&str, Value)> =
                    named.iter().map(|(name, value)| (&**name, self.evaluate(value, scope))).collect();
                if let Some(values) = builtin.positional(values) {
                    self.run(expr, builtin, &values)
                } else {
                    let forms = builtin.forms();
                    Err(Problem::from(format!("the parameters have other names: {forms}")))
                }
            }
        };
        match outcome {
            Ok(value) => value,
            Err(problem) => self.fail(expr.span, format_args!("{}: {problem}", builtin.name)),
        }
    }

    fn run(&mut self, expr: &Expr, builtin: &'static Builtin, values: &[Value]) -> Result<Value, Problem> {
        self.span = expr.span;
        builtin.call(self, values)
    }

    /// Calls a function with arguments by name.
    pub fn call_named(&mut self, function: &Function, mut named: Vec<(&str, Value)>) -> Value {
        let values = match function {
            Function::Builtin(builtin) => builtin.positional(named),
            Function::Defined(_) | Function::Host(_) => {
                let parameters = function.parameters();
                let known = named.iter().all(|(name, _)| parameters.iter().any(|p| *p.name == **name));
                known.then(|| {
                    let value = |p: &Parameter| {
                        let given = named.iter_mut().find(|(name, _)| *p.name == **name);
                        given.map(|(_, value)| std::mem::take(value)).unwrap_or_default()
                    };
                    parameters.iter().map(value).collect()
                })
            }
        };
        if let Some(values) = values {
            self.call(function, &values)
        } else {
            self.warn(format_args!("'{}' has no parameters of these names", function.name()));
            Value::Null
        }
    }

    /// Calls a function. Arguments are converted to the declared types of its parameters; one that does not fit
    /// makes the result null.
    pub fn call(&mut self, function: &Function, arguments: &[Value]) -> Value {
        if let Function::Builtin(builtin) = function {
            return match builtin.call(self, arguments) {
                Ok(value) => value,
                Err(problem) => {
                    self.warn(format_args!("{}: {problem}", builtin.name));
                    Value::Null
                }
            };
        }
        let parameters = function.parameters();
        if parameters.len() != arguments.len() {
            let (given, expected) = (arguments.len(), parameters.len());
            self.warn(format_args!("'{}' takes {expected} arguments, not {given}", function.name()));
            return Value::Null;
        }
        if self.call_depth >= self.limits.call_depth_max {
            return self.stop(LimitReached::CallDepth(self.limits.call_depth_max));
        }
        let Some(converted) = self.converted(function, arguments) else { return Value::Null };
        self.call_depth += 1;
        let result = match function {
            Function::Builtin(_) => Value::Null,
            Function::Defined(closure) => self.run_closure(closure, converted),
            Function::Host(host) => host.call(self, &converted),
        };
        self.call_depth -= 1;
        result
    }

    fn converted(&mut self, function: &Function, arguments: &[Value]) -> Option<Vec<Value>> {
        let mut converted = Vec::with_capacity(arguments.len());
        for (parameter, value) in function.parameters().iter().zip(arguments) {
            let value = match &parameter.kind {
                None => value.clone(),
                Some(kind) => {
                    let Some(value) = kind.convert(value) else {
                        let (name, given) = (&parameter.name, value.kind());
                        self.warn(format_args!("the argument '{name}' must be a {kind}, not a {given}"));
                        return None;
                    };
                    value
                }
            };
            converted.push(value);
        }
        Some(converted)
    }

    fn run_closure(&mut self, closure: &Closure, arguments: Vec<Value>) -> Value {
        let entries: Vec<(Arc<str>, Value)> =
            closure.parameters.iter().map(|p| Arc::clone(&p.name)).zip(arguments).collect();
        let captured = Scope::new(&closure.captured);
        self.evaluate(&closure.body, &captured.with_entries(&entries))
    }

    pub(super) fn closure(&mut self, expr: &Expr, scope: &Scope<'_>) -> Value {
        let ExprKind::Function { parameters, body, external, captures } = &expr.kind else {
            return Value::Null;
        };
        if *external {
            return self.fail(expr.span, "functions outside FEEL are not run");
        }
        let captured: Context = captures
            .iter()
            .filter_map(|name| scope.get(name).map(|value| (Arc::clone(name), value.clone())))
            .collect();
        let function = Function::Defined(Closure {
            parameters: Arc::clone(parameters),
            body: Arc::clone(body),
            captured,
        });
        self.within_bounds(Value::Function(Arc::new(function)))
    }
}
