//! One-to-one messages, in the JSON of the tutorial: `to_user`, `from_user`, `msg`. Fields that
//! the server does not know pass through. Sans I/O; knows nobody's connection.
//!
//! Nothing is made a tree: what is needed is borrowed from the text, what is not is passed over.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::journal::Trouble;
use crate::prose::{Lang, serve as words};

/// The longest message in bytes.
const MAX_LEN: usize = 64 << 10;
/// How deep its arrays and objects may be nested.
const MAX_DEPTH: usize = 32;

const TO: &str = "to_user";
const FROM: &str = "from_user";
const TEXT: &str = "msg";
/// What the tutorial's comment calls [`TEXT`].
const TEXT_IN_COMMENT: &str = "message";

/// A message to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DirectMessage {
    /// The name of the one whom it is for.
    pub(super) to: String,
    /// What goes to that one: JSON.
    pub(super) text: Vec<u8>,
}

impl DirectMessage {
    /// Reads what `from` has sent. It goes on as it came, byte for byte, where it says truly whom
    /// it is from and has its text in `msg`; else with these two set right.
    ///
    /// # Errors
    /// [`Trouble::TooLong`], [`Trouble::Repeated`], [`Trouble::BadJson`].
    pub(super) fn read(text: &[u8], from: &str) -> Result<Self, Trouble<'static>> {
        if text.len() > MAX_LEN {
            return Err(Trouble::TooLong { bytes: text.len(), most: MAX_LEN });
        }
        let fields = Fields::read(text)?;
        let to = fields.string(TO).ok_or(Trouble::BadJson)?;
        let message = match fields.value(TEXT).or_else(|| fields.value(TEXT_IN_COMMENT)) {
            Some(message) if message.starts_with('"') => message,
            _ => return Err(Trouble::BadJson),
        };
        let is_true = fields.string(FROM).is_some_and(|says| says == from);
        let text = match is_true && fields.value(TEXT).is_some() {
            true => text.to_vec(),
            false => fields.set_right(from, message),
        };
        Ok(Self { to, text })
    }
}

/// The fields of an object in their order: the names, and the values as they are written.
struct Fields<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> Fields<'a> {
    fn read(text: &'a [u8]) -> Result<Self, Trouble<'static>> {
        let text = std::str::from_utf8(text).map_err(|_| Trouble::BadJson)?;
        if depth(text) > MAX_DEPTH {
            return Err(Trouble::BadJson);
        }
        let mut reader = serde_json::Deserializer::from_str(text);
        let fields = reader.deserialize_map(FieldsVisitor).and_then(|fields| {
            reader.end()?;
            Ok(fields)
        });
        let fields = fields.map_err(|_| Trouble::BadJson)?;
        for name in [TO, FROM, TEXT, TEXT_IN_COMMENT] {
            if fields.0.iter().filter(|(other, _)| other == name).count() > 1 {
                return Err(Trouble::Repeated { field: name });
            }
        }
        Ok(fields)
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| *value)
    }

    fn string(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.value(name)?).ok()
    }

    /// The object again, with the true sender and with the text in `msg`.
    fn set_right(&self, from: &str, message: &str) -> Vec<u8> {
        let from = Value::from(from).to_string();
        let mut out = String::from("{");
        let mut field = |name: &str, value: &str| {
            if out.len() > 1 {
                out.push(',');
            }
            out.push_str(&Value::from(name).to_string());
            out.push(':');
            out.push_str(value);
        };
        for (name, value) in &self.0 {
            field(name, if name == FROM { &from } else { value });
        }
        for (name, value) in [(FROM, from.as_str()), (TEXT, message)] {
            if self.value(name).is_none() {
                field(name, value);
            }
        }
        out.push('}');
        out.into_bytes()
    }
}

/// Reads the names and passes over the values.
struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = map.next_key::<Name<'de>>()? {
            fields.push((name.0, map.next_value::<&RawValue>()?.get()));
        }
        Ok(Fields(fields))
    }
}

/// The name of a field, borrowed where it holds no escape.
#[derive(Deserialize)]
#[serde(transparent)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// How deep arrays and objects are nested in a text that is JSON.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// What the sender hears where a message cannot be delivered, or a name not be had.
pub(super) fn refusal(lang: Lang, trouble: &Trouble<'_>) -> String {
    let (code, name) = match trouble {
        Trouble::Absent { to } => ("absent", *to),
        Trouble::NameTaken { name } => ("name-taken", *name),
        Trouble::BadName { name, .. } => ("bad-name", *name),
        Trouble::NotText => ("not-text", ""),
        Trouble::TooLong { .. } => ("too-long", ""),
        Trouble::Repeated { .. } => ("repeated-field", ""),
        _ => ("bad-json", ""),
    };
    let sentence = words::direct_refused(lang, trouble);
    json!({ "type": "error", "code": code, "to_user": name, "msg": sentence }).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[test]
    fn a_message_that_is_as_it_should_be_goes_on_byte_for_byte() {
        let text = r#"{"to_user": "YWB",  "from_user":"JWB","msg":"你好","time":1}"#;
        let message = DirectMessage::read(text.as_bytes(), "JWB").unwrap();
        assert_eq!(message, DirectMessage { to: "YWB".into(), text: text.into() });
    }

    #[rstest]
    #[case(r#"{"to_user":"b","message":"hi","x":[1]}"#)]
    #[case(r#"{"to_user":"b","from_user":"somebody else","msg":"hi","x":[1]}"#)]
    #[case(r#"{"to_user":"b","from_user":7,"msg":"hi","x":[1]}"#)]
    #[case(r#"{"to_user":"b","from\u005fuser":"eve","msg":"hi","x":[1]}"#)]
    fn a_missing_text_or_a_false_sender_is_set_right_and_the_rest_passes_through(
        #[case] text: &str,
    ) {
        let message = DirectMessage::read(text.as_bytes(), "a").unwrap();
        let fields: Value = serde_json::from_slice(&message.text).unwrap();
        assert_eq!((&fields["from_user"], &fields["msg"]), (&json!("a"), &json!("hi")));
        assert_eq!(fields["x"], json!([1]));
        let read = Fields::read(&message.text).unwrap();
        assert_eq!(read.0.len(), fields.as_object().unwrap().len(), "no field stands there twice");
    }

    #[rstest]
    #[case("hello")]
    #[case("[]")]
    #[case(r#"{"msg":"hi"}"#)]
    #[case(r#"{"to_user":1,"msg":"hi"}"#)]
    #[case(r#"{"to_user":"b"}"#)]
    #[case(r#"{"to_user":"b","msg":{}}"#)]
    #[case(r#"{"to_user":"b","msg":"hi"} x"#)]
    #[case("{\"to_user\":\"b\",\"msg\":\"\u{fffd}\"")]
    fn what_is_no_such_message_is_refused(#[case] text: &str) {
        assert_eq!(DirectMessage::read(text.as_bytes(), "a"), Err(Trouble::BadJson));
    }

    #[rstest]
    #[case("from_user", r#"{"from_user":"a","from_user":"b","to_user":"b","msg":"hi"}"#)]
    #[case("from_user", r#"{"from_user":"a","from\u005fuser":"b","to_user":"b","msg":"hi"}"#)]
    #[case("to_user", r#"{"to_user":"a","to_user":"b","msg":"hi"}"#)]
    #[case("msg", r#"{"to_user":"a","msg":"b","msg":"hi"}"#)]
    fn a_field_that_stands_there_twice_is_refused_for_readers_take_either(
        #[case] field: &'static str,
        #[case] text: &str,
    ) {
        let read = DirectMessage::read(text.as_bytes(), "a");
        assert_eq!(read, Err(Trouble::Repeated { field }));
    }

    #[test]
    fn length_and_depth_have_their_limits() {
        let of = |x: &str| format!(r#"{{"to_user":"b","from_user":"a","msg":"]]\"[[","x":{x}}}"#);
        let nested = |depth| of(&("[".repeat(depth) + &"]".repeat(depth)));
        assert!(DirectMessage::read(nested(MAX_DEPTH - 1).as_bytes(), "a").is_ok());
        let read = DirectMessage::read(nested(MAX_DEPTH).as_bytes(), "a");
        assert_eq!(read, Err(Trouble::BadJson));
        let padding = MAX_LEN - of("").len();
        assert!(DirectMessage::read(of(&"1".repeat(padding)).as_bytes(), "a").is_ok());
        let read = DirectMessage::read(of(&"1".repeat(padding + 1)).as_bytes(), "a");
        assert_eq!(read, Err(Trouble::TooLong { bytes: MAX_LEN + 1, most: MAX_LEN }));
    }

    #[test]
    fn a_refusal_is_json_with_a_code_and_a_sentence() {
        let text = refusal(Lang::Zh, &Trouble::Absent { to: "\"张三" });
        let fields: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&fields["code"], &fields["to_user"]), (&json!("absent"), &json!("\"张三")));
        assert!(fields["msg"].as_str().unwrap().contains("张三"));
    }

    /// Texts that are nearly such messages.
    fn nearly() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u005f",
            "\"to_user\":",
            "\"from_user\":",
            "\"msg\":",
            "\"message\":",
            "\"b\"",
            "\"a\"",
            "\"\"",
            "1",
            "null",
            " ",
            "张三",
        ]);
        let rest = prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat());
        let wrapped =
            rest.clone().prop_map(|rest| format!(r#"{{"to_user":"b","msg":"hi",{rest}}}"#));
        prop_oneof![
            rest.prop_map(String::into_bytes),
            wrapped.prop_map(String::into_bytes),
            any::<Vec<u8>>(),
        ]
    }

    proptest! {
        #[test]
        fn whatever_comes_is_refused_or_goes_on_under_its_true_name(text in nearly(), from in "[a-z\"\\\\张]{1,8}") {
            if let Ok(message) = DirectMessage::read(&text, &from) {
                let fields: Value = serde_json::from_slice(&message.text).unwrap();
                prop_assert_eq!(&fields["from_user"], &json!(from));
                prop_assert_eq!(&fields["to_user"], &json!(message.to));
                prop_assert!(fields["msg"].is_string());
                let again = DirectMessage::read(&message.text, &from).unwrap();
                prop_assert_eq!(again.text, message.text);
            }
        }
    }
}
