//! One-to-one messages, in the JSON of the tutorial: `to_user`, `from_user`, `msg`. Fields that
//! the server does not know pass through. Sans I/O; knows nobody's connection.

use serde_json::{Map, Value, json};

use crate::journal::Trouble;
use crate::prose::{Lang, serve as words};

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
    pub(super) fn read(text: &[u8], from: &str) -> Option<Self> {
        let Ok(Value::Object(mut fields)) = serde_json::from_slice(text) else { return None };
        let to = fields.get("to_user")?.as_str()?.to_owned();
        // The tutorial's comment calls it `message`, its code `msg`.
        let message = fields.get("msg").or_else(|| fields.get("message"))?.clone();
        if !message.is_string() {
            return None;
        }
        let set = |fields: &mut Map<String, Value>, name: &str, value: Value| {
            let is_new = fields.get(name) != Some(&value);
            if is_new {
                fields.insert(name.to_owned(), value);
            }
            is_new
        };
        let changed =
            [set(&mut fields, "from_user", Value::from(from)), set(&mut fields, "msg", message)];
        let text = match changed {
            [false, false] => text.to_vec(),
            _ => Value::Object(fields).to_string().into_bytes(),
        };
        Some(Self { to, text })
    }
}

/// What the sender hears where a message cannot be delivered, or a name not be had.
pub(super) fn refusal(lang: Lang, trouble: &Trouble<'_>) -> String {
    let (code, name) = match trouble {
        Trouble::Absent { to } => ("absent", *to),
        Trouble::NameTaken { name } => ("name-taken", *name),
        Trouble::NotText => ("not-text", ""),
        _ => ("bad-json", ""),
    };
    let sentence = words::letter_refused(lang, trouble);
    json!({ "type": "error", "code": code, "to_user": name, "msg": sentence }).to_string()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn a_message_that_is_as_it_should_be_goes_on_byte_for_byte() {
        let text = r#"{"to_user": "YWB",  "from_user":"JWB","msg":"你好","time":1}"#;
        let direct_message = DirectMessage::read(text.as_bytes(), "JWB").unwrap();
        assert_eq!(direct_message, DirectMessage { to: "YWB".into(), text: text.into() });
    }

    #[rstest]
    #[case(r#"{"to_user":"b","message":"hi","x":[1]}"#)]
    #[case(r#"{"to_user":"b","from_user":"somebody else","msg":"hi","x":[1]}"#)]
    fn a_missing_text_or_a_false_sender_is_set_right_and_the_rest_passes_through(
        #[case] text: &str,
    ) {
        let direct_message = DirectMessage::read(text.as_bytes(), "a").unwrap();
        let fields: Value = serde_json::from_slice(&direct_message.text).unwrap();
        assert_eq!((&fields["from_user"], &fields["msg"]), (&json!("a"), &json!("hi")));
        assert_eq!(fields["x"], json!([1]));
    }

    #[rstest]
    #[case("hello")]
    #[case("[]")]
    #[case(r#"{"msg":"hi"}"#)]
    #[case(r#"{"to_user":1,"msg":"hi"}"#)]
    #[case(r#"{"to_user":"b"}"#)]
    #[case(r#"{"to_user":"b","msg":{}}"#)]
    #[case("{\"to_user\":\"b\",\"msg\":\"\u{fffd}\"")]
    fn what_is_no_such_message_is_refused(#[case] text: &str) {
        assert_eq!(DirectMessage::read(text.as_bytes(), "a"), None);
    }

    #[test]
    fn a_refusal_is_json_with_a_code_and_a_sentence() {
        let text = refusal(Lang::Zh, &Trouble::Absent { to: "\"张三" });
        let fields: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&fields["code"], &fields["to_user"]), (&json!("absent"), &json!("\"张三")));
        assert!(fields["msg"].as_str().unwrap().contains("张三"));
    }
}
