//! The routes of the API: which paths exist, with which methods, under which name they are counted.

use std::{borrow::Cow, collections::BTreeMap};

use actix_web::http::{Method, header::HeaderValue};

/// One path of the API.
#[derive(Debug, Clone)]
pub struct Route {
    /// The path as the OpenAPI document has it, such as `/api/v1/cases/{id}`. A last segment
    /// `{name:.*}` stands for the rest of a path.
    pub template: Cow<'static, str>,
    /// Its methods; `HEAD` comes with `GET`.
    pub methods: Vec<Method>,
    /// Media types it can produce besides JSON (lower case, no parameters).
    pub produces: Vec<&'static str>,
}

impl Route {
    /// A route that produces JSON only.
    pub fn new(template: impl Into<Cow<'static, str>>, methods: Vec<Method>) -> Self {
        Self {
            template: template.into(),
            methods,
            produces: Vec::new(),
        }
    }

    /// States further media types the route can produce.
    #[must_use]
    pub fn with_produces(mut self, produces: Vec<&'static str>) -> Self {
        self.produces = produces;
        self
    }

    /// Whether the route answers this method.
    #[must_use]
    pub fn answers(&self, method: &Method) -> bool {
        self.methods.contains(method)
            || (method == Method::HEAD && self.methods.contains(&Method::GET))
    }
}

/// A route's place in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteId(usize);

impl RouteId {
    /// The index into lists kept beside the table.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0
    }
}

/// All routes, found by path.
#[derive(Debug, Default)]
pub struct RouteTable {
    routes: Vec<Route>,
    allow: Vec<HeaderValue>,
    root: Node,
}

/// One segment deep in the tree of templates.
#[derive(Debug, Default)]
struct Node {
    fixed: BTreeMap<String, Node>,
    /// Parameters, by what stands before and after them in their segment.
    parameters: BTreeMap<(String, String), Node>,
    /// A parameter that takes the rest of the path.
    rest: Option<usize>,
    route: Option<usize>,
}

impl RouteTable {
    /// The table of these routes. Several entries of one path are one route.
    #[must_use]
    pub fn new(routes: Vec<Route>) -> Self {
        let mut table = Self::default();
        for route in routes {
            let place = table.root.place(&route.template);
            match place {
                Some(index) => {
                    if let Some(known) = table.routes.get_mut(*index) {
                        known.methods.extend(route.methods);
                        known.produces.extend(route.produces);
                    }
                }
                None => {
                    *place = Some(table.routes.len());
                    table.routes.push(route);
                }
            }
        }
        table.allow = table.routes.iter().map(allow_header).collect();
        table
    }

    /// The route of a path. A fixed segment comes before a parameter.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<RouteId> {
        let path = path.strip_prefix('/')?;
        self.root.find(path).map(RouteId)
    }

    /// The route with this id.
    #[must_use]
    pub fn get(&self, id: RouteId) -> Option<&Route> {
        self.routes.get(id.0)
    }

    /// The value of `Allow` for a route.
    #[must_use]
    pub fn allow(&self, id: RouteId) -> Option<&HeaderValue> {
        self.allow.get(id.0)
    }

    /// All routes, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Route> {
        self.routes.iter()
    }
}

impl Node {
    /// Where the route of `template` is kept.
    fn place(&mut self, template: &str) -> &mut Option<usize> {
        let template = template.strip_prefix('/').unwrap_or(template);
        let (segment, remainder) = match template.split_once('/') {
            Some((segment, remainder)) => (segment, Some(remainder)),
            None => (template, None),
        };
        if remainder.is_none() && segment.starts_with('{') && segment.ends_with(":.*}") {
            return &mut self.rest;
        }
        let child = match parameter(segment) {
            Some((prefix, suffix)) => self
                .parameters
                .entry((prefix.to_owned(), suffix.to_owned()))
                .or_default(),
            None => self.fixed.entry(segment.to_owned()).or_default(),
        };
        match remainder {
            Some(remainder) => child.place(remainder),
            None => &mut child.route,
        }
    }

    /// As deep as the deepest template, whatever the length of the path.
    fn find(&self, path: &str) -> Option<usize> {
        let (segment, remainder) = match path.split_once('/') {
            Some((segment, remainder)) => (segment, Some(remainder)),
            None => (path, None),
        };
        let fixed = self
            .fixed
            .get(segment)
            .and_then(|child| child.end_or_further(remainder));
        fixed
            .or_else(|| {
                self.parameters
                    .iter()
                    .filter(|((prefix, suffix), _)| {
                        segment.len() > prefix.len() + suffix.len()
                            && segment.starts_with(prefix.as_str())
                            && segment.ends_with(suffix.as_str())
                    })
                    .find_map(|(_, child)| child.end_or_further(remainder))
            })
            .or(self.rest)
    }

    fn end_or_further(&self, remainder: Option<&str>) -> Option<usize> {
        match remainder {
            Some(remainder) => self.find(remainder),
            None => self.route,
        }
    }
}

/// What stands before and after the parameter of a segment, if it has one.
fn parameter(segment: &str) -> Option<(&str, &str)> {
    let (prefix, after) = segment.split_once('{')?;
    let (_, suffix) = after.rsplit_once('}')?;
    Some((prefix, suffix))
}

fn allow_header(route: &Route) -> HeaderValue {
    let mut names: Vec<&str> = route.methods.iter().map(Method::as_str).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.sort_unstable();
    names.dedup();
    // Method names are tokens, which are always valid in a header.
    HeaderValue::from_str(&names.join(", ")).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> RouteTable {
        RouteTable::new(vec![
            Route::new("/api/v1/cases", vec![Method::GET]),
            Route::new("/api/v1/cases", vec![Method::POST]),
            Route::new("/api/v1/cases/{id}", vec![Method::GET]),
            Route::new("/api/v1/cases/{id}/events", vec![Method::GET]),
            Route::new("/api/v1/cases/search", vec![Method::POST]),
            Route::new("/api/v1/reports/{year}.csv", vec![Method::GET]),
            Route::new("/docs/{tail:.*}", vec![Method::GET]),
            Route::new("/problems/", vec![Method::GET]),
            Route::new("/", vec![Method::GET]),
        ])
    }

    #[test]
    fn paths_find_their_templates() {
        let table = table();
        let cases = [
            ("/api/v1/cases", Some("/api/v1/cases")),
            ("/api/v1/cases/7", Some("/api/v1/cases/{id}")),
            ("/api/v1/cases/search", Some("/api/v1/cases/search")),
            (
                "/api/v1/cases/search/events",
                Some("/api/v1/cases/{id}/events"),
            ),
            (
                "/api/v1/reports/2024.csv",
                Some("/api/v1/reports/{year}.csv"),
            ),
            ("/api/v1/reports/.csv", None),
            ("/api/v1/cases/", None),
            ("/api/v1/cases/7/x", None),
            ("/api/v1", None),
            ("/docs/a/b/c", Some("/docs/{tail:.*}")),
            ("/docs/", Some("/docs/{tail:.*}")),
            ("/problems/", Some("/problems/")),
            ("/problems", None),
            ("/", Some("/")),
            ("", None),
            ("*", None),
        ];
        for (path, template) in cases {
            let found = table.find(path).and_then(|id| table.get(id));
            assert_eq!(
                found.map(|route| route.template.as_ref()),
                template,
                "{path}"
            );
        }
    }

    #[test]
    fn methods_of_one_path_come_together() {
        let table = table();
        let id = table.find("/api/v1/cases");
        let allow = id.and_then(|id| table.allow(id));
        assert_eq!(allow, Some(&HeaderValue::from_static("GET, HEAD, POST")));
        let route = id.and_then(|id| table.get(id));
        assert_eq!(route.map(|route| route.answers(&Method::HEAD)), Some(true));
        assert_eq!(route.map(|route| route.answers(&Method::PUT)), Some(false));
    }
}
