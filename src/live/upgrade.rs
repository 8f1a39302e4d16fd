//! A request to its response: 101 and what the connection is for, a page, or a refusal. Sans I/O.

use percent_encoding::percent_decode_str;

use super::origin_policy::OriginPolicy;
use super::page;
use super::settings::Settings;
use crate::finding::Finding;
use crate::handshake::{Agreement, DeflateParams, Head, Response, Server, StartLine};
use crate::terms::HeaderName;

/// What a connection is for, by the path of its request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// `/` and `/echo`: every message comes back.
    Echo,
    /// `/ws`: a message goes to everyone but its sender.
    Group,
    /// `/ws/NICK`: a message goes to the one whom it names.
    Direct(String),
}

impl Service {
    /// The service at a path of a request; `None` where there is none.
    fn at(path: &str) -> Option<Self> {
        match path {
            "/" | "/echo" => Some(Self::Echo),
            "/ws" | "/ws/" => Some(Self::Group),
            _ => {
                let name = percent_decode_str(path.strip_prefix("/ws/")?).decode_utf8().ok()?;
                Some(Self::Direct(name.into_owned()))
            }
        }
    }
}

/// What a server does with a request.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// It opens the connection.
    Open {
        /// The response.
        bytes: Vec<u8>,
        service: Service,
        deflate: Option<DeflateParams>,
    },
    /// It refuses the handshake.
    Refuse { bytes: Vec<u8>, status: u16, because: Finding },
    /// It serves a page, or responds that there is none.
    Page { bytes: Vec<u8>, status: u16, path: String },
    /// It says that no WebSocket is at this path.
    NoService { bytes: Vec<u8>, path: String },
}

/// The reply to a whole request.
pub(super) fn reply(request: &Head, origins: &OriginPolicy, settings: &Settings) -> Reply {
    let path = path(request);
    if !asks_for_upgrade(request) {
        return page_at(request, &path);
    }
    let subprotocols: Vec<&str> = settings.subprotocols.iter().map(String::as_str).collect();
    let server = Server { subprotocols: &subprotocols, origins: None, deflate: settings.deflate };
    let response = match (Response::to(request, &server), origins.judge(request)) {
        (Response::Accept { .. }, Some(because)) => Response::Refuse { status: 403, because },
        (response, _) => response,
    };
    let bytes = response.write();
    match response {
        Response::Refuse { status, because } => Reply::Refuse { bytes, status, because },
        Response::Wait | Response::Accept { .. } => match Service::at(&path) {
            Some(service) => {
                let deflate = Agreement::of(&Head::read_cut(&bytes)).deflate;
                Reply::Open { bytes, service, deflate }
            }
            None => Reply::NoService { bytes: not_found(NO_SERVICE, true), path },
        },
    }
}

/// The path of the request, without the query; of an absolute target (RFC 9112 section 3.2.2) what
/// stands behind the host.
fn path(request: &Head) -> String {
    let StartLine::Request { target, .. } = request.start else { return String::new() };
    let target = String::from_utf8_lossy(request.part(target)).into_owned();
    let path = match target.split_once("://") {
        None => target.as_str(),
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
    };
    path.split(['?', '#']).next().unwrap_or_default().to_owned()
}

fn is_method(request: &Head, methods: &[&[u8]]) -> bool {
    let StartLine::Request { method, .. } = request.start else { return false };
    methods.contains(&request.part(method))
}

/// Whether the request means to open a WebSocket connection, as far as it can be told: a browser
/// that only wants a page has none of these headers.
fn asks_for_upgrade(request: &Head) -> bool {
    let speaks = |name| request.all(name).next().is_some();
    !is_method(request, &[b"GET", b"HEAD"])
        || [HeaderName::Upgrade, HeaderName::Key, HeaderName::Version].into_iter().any(speaks)
}

fn page_at(request: &Head, path: &str) -> Reply {
    let (with_body, path) = (is_method(request, &[b"GET"]), path.to_owned());
    let Some(found) = page::find(&path) else {
        return Reply::Page { bytes: not_found(NO_PAGE, with_body), status: 404, path };
    };
    let bytes = http("200 OK", found.content_type, found.body, with_body);
    Reply::Page { bytes, status: 200, path }
}

/// 404, with what there is: whoever mistyped a path sees which there are.
fn not_found(there_is: &str, with_body: bool) -> Vec<u8> {
    http("404 Not Found", "text/plain; charset=utf-8", there_is.as_bytes(), with_body)
}

const NO_PAGE: &str = "no page at this path: / is the chat\n";
const NO_SERVICE: &str =
    "no WebSocket at this path: / and /echo echo, /ws is the group chat, /ws/NICK one to one\n";

/// A response that is not 101, after which the connection ends.
fn http(status: &str, content_type: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\
         Connection: close\r\n",
        body.len()
    );
    for (name, value) in page::SECURITY_HEADERS {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    if with_body {
        bytes.extend_from_slice(body);
    }
    bytes
}

/// What somebody hears for whom there is no room (RFC 9110 section 15.6.4).
pub(super) const BUSY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n\
    Connection: close\r\nContent-Length: 0\r\n\r\n";

/// What somebody hears who does not speak HTTP.
pub(super) const NOT_HTTP: &[u8] =
    b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
