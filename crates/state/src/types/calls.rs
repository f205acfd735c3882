//! Calls: what each built-in function takes and gives.

use crate::codes;
use crate::sink::did_you_mean;
use crate::types::env::Env;
use crate::types::infer::Infer;
use crate::types::signatures::{EMPTY, Gives, Takes, Unknown, in_words, signature, takes};
use crate::types::ty::{Kind, Ty};
use feel::Value;
use feel::ast::{Arguments, Expr, ExprKind};
use feel::builtins::Builtin;
use std::rc::Rc;

impl Infer<'_, '_> {
    /// A call of a built-in function.
    pub fn builtin(
        &mut self,
        expr: &Expr,
        builtin: &'static Builtin,
        arguments: &Arguments,
        env: &Env<'_>,
    ) -> Ty {
        let given = match arguments {
            Arguments::Positional(list) => list.iter().collect::<Vec<_>>(),
            Arguments::Named(list) => {
                let Some(list) = in_order(builtin, list) else {
                    let message = format!("`{}` has no parameters of these names", builtin.name);
                    self.report(expr, codes::BAD_CALL, message, format!("its forms: {}", builtin.forms()));
                    return Ty::any();
                };
                list
            }
        };
        if matches!(builtin.name, "today" | "now") {
            let message = format!("`{}()` asks the clock, which no rule may", builtin.name);
            self.report(
                expr,
                codes::CLOCK,
                message,
                "use `case.filed_on`, `case.decided_on` or `case.today`",
            );
            return Ty::known(Kind::Date);
        }
        if !(builtin.arity_min..=builtin.arity_max).contains(&given.len()) {
            let message = format!("`{}` takes other arguments than these {}", builtin.name, given.len());
            self.report(expr, codes::BAD_CALL, message, format!("its forms: {}", builtin.forms()));
            return Ty::any();
        }
        if builtin.name == "sort" {
            return self.sort(&given, env);
        }
        let types: Vec<Ty> = given.iter().map(|argument| self.infer(argument, env)).collect();
        self.special(expr, builtin, &given, &types)
            .unwrap_or_else(|| self.ordinary(expr, builtin, &given, &types))
    }

    /// Functions whose value depends on more than the types of their arguments.
    fn special(&mut self, expr: &Expr, builtin: &Builtin, given: &[&Expr], types: &[Ty]) -> Option<Ty> {
        let first = types.first()?;
        let second = types.get(1);
        Some(match builtin.name {
            "is known" | "is unknown" => Ty::known(Kind::Bool),
            "not" => {
                if !takes(Takes::Bool, first) {
                    self.wrong(given, 0, builtin, Takes::Bool, first);
                }
                Ty::known(Kind::Bool).unknown_like(first)
            }
            "is" => Ty::known(Kind::Bool),
            "count" if types.len() == 1 => {
                if !takes(Takes::List, first) {
                    self.wrong(given, 0, builtin, Takes::List, first);
                }
                Ty::known(Kind::Number).unknown_like(first)
            }
            "duration" => self.duration(expr, given, first),
            "date" if types.len() == 1 => match given.first().map(|argument| &argument.kind) {
                // a constant was read when the formula was
                Some(ExprKind::Literal(Value::String(text))) if text.parse::<base::Date>().is_ok() => {
                    Ty::known(Kind::Date)
                }
                _ if matches!(first.kind, Kind::Date | Kind::DateTime) => {
                    Ty::known(Kind::Date).unknown_like(first)
                }
                _ => return None,
            },
            "list contains" => {
                let element = second?;
                if !takes(Takes::List, first) {
                    self.wrong(given, 0, builtin, Takes::List, first);
                } else if let Some(item) = first.item()
                    && !item.kind.same(&element.kind)
                {
                    let message = format!("{} is never in {}", element.kind, first.kind);
                    self.report(expr, codes::MIXED_TYPES, message, "look for a value of the list's own type");
                }
                if let (Some(unknown), Some(argument)) = (&element.unknown, given.get(1))
                    && !matches!(element.kind, Kind::Null)
                {
                    self.equals_unknown(argument, &unknown.name.clone(), &unknown.why.clone());
                }
                if let (Some(item), Some(argument)) = (first.item(), given.get(1)) {
                    self.code_of(argument, item);
                }
                Ty::known(Kind::Bool).unknown_like(first)
            }
            "concatenate" | "union" => {
                let filled = types.iter().any(|ty| matches!(&ty.kind, Kind::List { filled: true, .. }));
                let mut all = Ty::list(Ty::any());
                for (at, ty) in types.iter().enumerate() {
                    if !takes(Takes::List, ty) {
                        self.wrong(given, at, builtin, Takes::List, ty);
                    }
                    all = all.join(ty);
                }
                if let Kind::List { filled: has, .. } = &mut all.kind {
                    *has = filled;
                }
                all
            }
            "append" => {
                let item =
                    types.iter().skip(1).fold(first.item().cloned().unwrap_or_else(Ty::any), |all, ty| {
                        if all.is_any() { ty.clone() } else { all.join(ty) }
                    });
                let filled = types.len() > 1 || matches!(first.kind, Kind::List { filled: true, .. });
                Ty::known(Kind::List { item: Rc::new(item), filled }).unknown_like(first)
            }
            "get value" => match &first.kind {
                Kind::Table(item) => {
                    if let Some(key) = second.filter(|key| !takes(Takes::Text, key)) {
                        self.wrong(given, 1, builtin, Takes::Text, key);
                    }
                    let text = self.text(expr);
                    (**item).clone().maybe(text, "the table may not have this code")
                }
                _ => return None,
            },
            "string join" => {
                // null items are left out, so only an unknown list or delimiter matters
                if !takes(Takes::Texts, first) {
                    self.wrong(given, 0, builtin, Takes::Texts, first);
                }
                second.map_or_else(
                    || Ty::text().unknown_like(first),
                    |delimiter| Ty::text().unknown_like(first).unknown_like(delimiter),
                )
            }
            "index of" => Ty::list(Ty::known(Kind::Number)).unknown_like(first),
            _ => return None,
        })
    }

    fn ordinary(&mut self, expr: &Expr, builtin: &Builtin, given: &[&Expr], types: &[Ty]) -> Ty {
        let Some((wanted, gives, unknown)) = signature(builtin.name) else {
            // functions of ranges, times and contexts: the arguments were checked, the value is taken as it comes
            return types.iter().fold(Ty::any(), Ty::unknown_like);
        };
        let items =
            matches!(wanted.first(), Some(Takes::Numbers | Takes::Bools | Takes::List)) && wanted.len() == 1;
        let single = items
            && (types.len() > 1 || !types.iter().any(|ty| matches!(ty.kind, Kind::List { .. } | Kind::Any)));
        for (at, ty) in types.iter().enumerate() {
            let Some(want) = (if items { wanted.first() } else { wanted.get(at) }) else { continue };
            let want = if single && *want == Takes::List { Takes::Anything } else { *want };
            if !takes(want, ty) {
                self.wrong(given, at, builtin, want, ty);
            }
        }
        let any = Ty::any();
        let first = types.first().unwrap_or(&any);
        let item = first.item().unwrap_or(first);
        let ty = match gives {
            Gives::Anything => Ty::any(),
            Gives::Number => Ty::known(Kind::Number),
            Gives::Text => Ty::text(),
            Gives::Bool => Ty::known(Kind::Bool),
            Gives::Date => Ty::known(Kind::Date),
            Gives::Texts => Ty::list(Ty::text()),
            Gives::Numbers => Ty::list(Ty::known(Kind::Number)),
            Gives::First => Ty::known(first.kind.clone()),
            Gives::Item => Ty::known(item.kind.clone()),
            Gives::Sublist => Ty::list(item.clone()),
        };
        let ty = types.iter().fold(ty, Ty::unknown_like);
        // an unknown item makes a sum unknown
        let ty = if items { ty.unknown_like(item) } else { ty };
        let filled = single || matches!(first.kind, Kind::List { filled: true, .. });
        match unknown {
            Unknown::Strict => ty,
            Unknown::IfEmpty if filled => ty,
            Unknown::IfEmpty => ty.maybe(self.text(expr), EMPTY),
            Unknown::Maybe(why) => ty.maybe(self.text(expr), why),
        }
    }

    fn wrong(&mut self, given: &[&Expr], at: usize, builtin: &Builtin, want: Takes, got: &Ty) {
        let Some(argument) = given.get(at) else { return };
        let message = format!("`{}` takes {} here, this is {}", builtin.name, in_words(want), got.kind);
        self.report(argument, codes::WRONG_ARGUMENT, message, format!("its forms: {}", builtin.forms()));
    }

    fn duration(&mut self, expr: &Expr, given: &[&Expr], first: &Ty) -> Ty {
        let Some(ExprKind::Literal(Value::String(text))) = given.first().map(|argument| &argument.kind)
        else {
            return Ty::any().unknown_like(first);
        };
        // a constant that is a duration became one when the formula was read
        let message = format!("`{text}` is no duration");
        self.report(
            expr,
            codes::WRONG_ARGUMENT,
            message,
            "write `P10D` for days, `P6M` for months, `P1Y` for a year",
        );
        Ty::any()
    }

    /// `sort(list, function(a, b) …)`: the function's parameters are items of the list.
    fn sort(&mut self, given: &[&Expr], env: &Env<'_>) -> Ty {
        let Some(list) = given.first() else { return Ty::any() };
        let ty = self.infer(list, env);
        let item = ty.item().cloned().unwrap_or_else(Ty::any);
        if let Some(function) = given.get(1) {
            match &function.kind {
                ExprKind::Function { parameters, body, .. } => {
                    let vars = parameters
                        .iter()
                        .map(|parameter| (parameter.name.to_string(), item.clone()))
                        .collect();
                    self.condition(body, &env.layer(vars));
                }
                _ => {
                    self.infer(function, env);
                }
            }
        }
        ty
    }

    /// A call of something else than a built-in function.
    pub fn call(&mut self, callee: &Expr, arguments: &Arguments, env: &Env<'_>) -> Ty {
        match arguments {
            Arguments::Positional(list) => list.iter().for_each(|argument| {
                self.infer(argument, env);
            }),
            Arguments::Named(list) => list.iter().for_each(|(_, argument)| {
                self.infer(argument, env);
            }),
        }
        if let ExprKind::Name(name) = &callee.kind
            && env.get(name).is_none()
        {
            let known: Vec<&str> =
                feel::builtins::all(feel::Dialect::State).map(|builtin| builtin.name).collect();
            let help = did_you_mean(name, known, "functions");
            self.report(callee, codes::BAD_CALL, format!("unknown function `{name}`"), help);
            return Ty::any();
        }
        let ty = self.infer(callee, env);
        match &ty.kind {
            Kind::Function(result) => (**result).clone(),
            Kind::Any => Ty::any(),
            kind => {
                let message = format!("{kind} can't be called");
                self.report(callee, codes::BAD_CALL, message, "brackets after a name call a function");
                Ty::any()
            }
        }
    }
}

/// Named arguments in the order of the form they fit.
fn in_order<'a>(builtin: &Builtin, named: &'a [(std::sync::Arc<str>, Expr)]) -> Option<Vec<&'a Expr>> {
    let plain = |name: &str| name.trim_end_matches(['?', '*']).to_owned();
    let form = builtin
        .signatures
        .iter()
        .find(|form| named.iter().all(|(name, _)| form.iter().any(|parameter| plain(parameter) == **name)))?;
    let find = |parameter: &&str| {
        named.iter().find(|(name, _)| plain(parameter) == **name).map(|(_, argument)| argument)
    };
    Some(form.iter().filter_map(find).collect())
}
