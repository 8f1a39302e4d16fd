//! The views of a handshake: they fit their width, hide what they must, and never panic.

use anstream::adapter::strip_str;
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::analysis::{Analysis, Place};
use crate::dissection::Opening;
use crate::handshake::{Head, Response, Server};
use crate::prose::Lang;
use crate::render::{Screen, columns};
use crate::slips::handshake::{Exchange, HandshakeSlip};

fn opening(case: &str) -> Opening {
    let honest = Exchange::default();
    let bytes = match case {
        "honest" => honest.write(),
        "wrong_accept" => {
            let answer = honest
                .answer
                .replace("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "hHLtf2V1k8aDQZfNjw3Ia1hCwt0=");
            Exchange { answer, ..honest }.write()
        }
        "answer_alone" => honest.answer.into_bytes(),
        "page" => HandshakeSlip::OrdinaryRequest.apply(&honest),
        _ => honest
            .request
            .replace("Host:", "Cookie: id=4711\r\nHost :")
            .replace("\r\n", "\n")
            .into_bytes(),
    };
    Analysis::opening(&bytes)
}

#[rstest]
fn the_screen_fits_and_says_what_is_wrong(
    #[values(Lang::En, Lang::Zh)] lang: Lang,
    #[values(80, 60)] width: usize,
    #[values("honest", "wrong_accept", "answer_alone", "page", "broken")] case: &str,
) {
    let drawn = full(&opening(case), Detail::default(), Screen { lang, width });
    let drawn = strip_str(&drawn).to_string();
    let wide = drawn.lines().find(|line| columns(line) > width);
    assert_eq!(wide, None, "{drawn}");
    insta::assert_snapshot!(format!("handshake_{case}_{lang:?}_{width}"), drawn);
}

#[rstest]
fn a_head_is_told_in_sentences_and_on_one_line(#[values(Lang::En, Lang::Zh)] lang: Lang) {
    let screen = Screen { lang, width: 80 };
    let opening = opening("broken");
    let told = plain(&opening, Detail::default(), screen);
    insta::assert_snapshot!(format!("handshake_plain_{lang:?}"), told);
    let half = opening.request.unwrap();
    let row = strip_str(&line(&half, Detail::default(), Place::default(), screen)).to_string();
    assert_eq!(row, "  -      0  C>S  http  x H18+1 GET /chat HTTP/1.1\n");
}

#[test]
fn an_object_for_each_head_has_everything() {
    insta::assert_snapshot!(
        "handshake_json",
        json(&opening("wrong_accept"), Detail::default(), Place::default())
    );
}

#[rstest]
#[case("Cookie: id=4711")]
#[case("Set-Cookie: id=4711")]
#[case("Cookie2: id=4711")]
#[case("X-Api-Key: 4711")]
#[case("x-auth-token: 4711")]
#[case("X-Amz-Security-Token: 4711")]
#[case("authorization: Basic 4711")]
#[case("Cookie : 4711")]
#[case("Cookie: a\u{1}4711")]
#[case("Cookie: a\r\n 4711")]
#[case("Cookie: a\n\t4711")]
fn a_secret_is_shown_only_where_it_is_asked_for(#[case] header: &str) {
    let request = Exchange::default().request.replacen("Host:", &format!("{header}\r\nHost:"), 1);
    let opening = Analysis::opening(request.as_bytes());
    for (secrets, shown) in [(false, false), (true, true)] {
        let detail = Detail { secrets, ..Detail::default() };
        let screen = Screen { lang: Lang::En, width: 80 };
        assert_eq!(full(&opening, detail, screen).contains("4711"), shown);
        assert_eq!(plain(&opening, detail, screen).contains("4711"), shown);
        assert_eq!(json(&opening, detail, Place::default()).contains("4711"), shown);
    }
}

#[test]
fn every_slip_is_drawn_in_both_languages_within_the_width() {
    for slip in HandshakeSlip::ALL {
        let opening = Analysis::opening(&slip.apply(&Exchange::default()));
        for (lang, width) in [(Lang::En, 60), (Lang::Zh, 60), (Lang::En, 80), (Lang::Zh, 80)] {
            let drawn =
                strip_str(&full(&opening, Detail::default(), Screen { lang, width })).to_string();
            assert!(drawn.contains(slip.name()), "{drawn}");
            let wide = drawn.lines().find(|line| columns(line) > width);
            assert_eq!(wide, None, "{drawn}");
        }
    }
}

fn draw_everything(bytes: &[u8], screen: Screen) -> String {
    let opening = Analysis::opening(bytes);
    let detail = Detail { secrets: true, ..Detail::default() };
    let mut all = full(&opening, detail, screen) + &plain(&opening, detail, screen);
    for half in opening.halves() {
        all += &line(half, detail, Place::default(), screen);
        all += &reply(&Response::to(&half.head, &Server::default()), screen);
    }
    serde_json::from_str::<serde_json::Value>(
        json(&opening, detail, Place::default()).lines().next().unwrap(),
    )
    .unwrap();
    all
}

proptest! {
    #[test]
    fn any_bytes_are_drawn_and_nothing_moves_the_cursor(
        start in prop::sample::select(vec!["", "GET / HTTP/1.1\r\n", "HTTP/1.1 101 a\r\n"]),
        bytes: Vec<u8>,
        zh: bool,
    ) {
        let lang = if zh { Lang::Zh } else { Lang::En };
        let drawn = draw_everything(&[start.as_bytes(), &bytes].concat(), Screen { lang, width: 60 });
        let text = strip_str(&drawn).to_string();
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
    }

    #[test]
    fn any_prefix_of_a_handshake_is_drawn(cut in 0_usize..500) {
        let bytes = Exchange::default().write();
        draw_everything(&bytes[..cut.min(bytes.len())], Screen { lang: Lang::En, width: 80 });
    }
}

#[test]
fn a_head_of_the_greatest_length_is_drawn() {
    let long = [b"GET / HTTP/1.1\r\nX: \x00".as_slice(), &b"a".repeat(70_000)].concat();
    assert_eq!(Head::read_cut(&long).bytes.len(), crate::handshake::head::MAX_BYTES);
    draw_everything(&long, Screen { lang: Lang::En, width: 80 });
}
