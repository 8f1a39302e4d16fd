//! What stands before the first event and behind the last, and why there can be neither.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::sink::Sink;
use crate::journal::{ServeFault, ServerTotals, Serving};
use crate::prose::comma;
use crate::prose::live as words;
use crate::prose::live::System;
use crate::render::ink::Ink;
use crate::render::notice::Notice;
use crate::render::{Screen, columns};

/// Draws where the server is, and who can connect.
pub(super) fn serving(sink: &mut Sink<'_>, serving: &Serving<'_>) {
    let lang = sink.screen.lang;
    let here = here(serving.address);
    let [page, echo, group, one] = words::addresses(lang);
    let label = [page, echo].into_iter().map(columns).max().unwrap_or(0) + 2;
    address(sink, page, label, &format!("http://{here}/"));
    sink.end_line();
    address(sink, echo, label, &format!("ws://{here}/echo"));
    for (name, path) in [(group, "/ws"), (one, words::one_to_one_path(lang))] {
        if columns(name) + columns(path) + 6 > sink.room() {
            sink.end_line();
        } else {
            sink.text("    ");
        }
        address(sink, name, 0, path);
    }
    sink.end_line();
    if serving.class.is_empty() && serving.address.ip().is_loopback() {
        sink.sentence(words::only_here(lang));
    } else {
        let label = words::warning(lang);
        sink.ink(Ink::Warning, label);
        sink.text(" ");
        sink.sentence(words::open_to_class(lang));
        let label = words::for_the_class(lang);
        let mut shown = label;
        for ip in serving.class {
            sink.ink(Ink::Label, shown);
            sink.spaces_to(columns(label) + 2);
            let address = SocketAddr::new(*ip, serving.address.port());
            sink.text(&format!("http://{address}/"));
            sink.end_line();
            shown = "";
        }
    }
    sink.sentence(words::how_to_stop(lang));
    sink.end_line();
}

fn address(sink: &mut Sink<'_>, label: &str, width: usize, address: &str) {
    sink.ink(Ink::Label, label);
    sink.gap_to(width);
    if width == 0 {
        sink.text(" ");
    }
    sink.text(address);
}

/// The address by which this machine itself reaches the server.
pub(super) fn here(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Draws what there was in all.
pub(super) fn totals(sink: &mut Sink<'_>, totals: &ServerTotals) {
    let lang = sink.screen.lang;
    sink.end_line();
    sink.sentence(&words::connections(lang, totals));
    let [came, went] = words::directions(lang);
    for (label, traffic) in [(came, &totals.came), (went, &totals.went)] {
        sink.ink(Ink::Label, label);
        sink.spaces_to(columns(came).max(columns(went)) + 2);
        sink.sentence(&words::traffic(lang, traffic));
    }
    match totals.findings.is_empty() {
        true => sink.sentence(words::no_rule_broken(lang)),
        false => {
            sink.ink(Ink::Error, words::findings(lang));
            sink.text("  ");
            let counts = totals.findings.iter().map(|(rule, count)| {
                let entry = rule.entry();
                words::count_of_rule(lang, entry.code, entry.name, *count)
            });
            sink.sentence(&counts.collect::<Vec<_>>().join(comma(lang)));
        }
    }
    if totals.too_slow > 0 {
        sink.sentence(&words::too_slow(lang, totals.too_slow));
    }
    if totals.lines_not_shown > 0 {
        sink.sentence(&words::not_shown(lang, totals.lines_not_shown));
    }
}

/// Why the server cannot serve, for stderr.
pub(super) fn fault(fault: &ServeFault, system: System, screen: Screen) -> String {
    let lang = screen.lang;
    let footers = words::fault_help(lang, fault, system);
    Notice {
        kind: format!("{}[{}]", crate::prose::cli::error(lang), fault.code()),
        ink: Ink::Error,
        title: words::fault(lang, fault),
        excerpt: Vec::new(),
        footers,
    }
    .draw(screen)
}
