//! Where readers edit a page.

use crate::{diagnostic::did_you_mean, playbook::encode_path, sources::SourcePath};

/// The address at which a page's file can be edited, with a blank for the file's path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EditUrl(String);

/// Why a text is no such address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoEditUrl {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

/// What stands for the file's path from the playbook's root.
const PATH: &str = "{path}";

impl EditUrl {
    /// Takes a whole address that holds `{path}`, and no other blank.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(template: &str) -> Result<Self, NoEditUrl> {
        const EXAMPLE: &str = "write for example `https://github.com/acme/playbook/edit/main/{path}`";
        let wrong = |message: String, hint: &str| Err(NoEditUrl { message, hint: hint.to_owned() });
        let host = template.strip_prefix("https://").or_else(|| template.strip_prefix("http://"));
        let is_plain = !template.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`'));
        if !is_plain || !host.is_some_and(|host| host.starts_with(char::is_alphanumeric)) {
            return wrong(format!("`{template}` is no whole address of the web"), EXAMPLE);
        }
        if let Some(blank) = blanks(template).find(|blank| *blank != PATH) {
            let hint = did_you_mean(blank, [PATH])
                .unwrap_or_else(|| "write the branch and folder themselves; only `{path}` is filled in".to_owned());
            return wrong(format!("nothing is known that `{blank}` could stand for"), &hint);
        }
        if !template.contains(PATH) {
            return wrong(
                "the address doesn't say where the file's path stands, so every page would lead to the same place".to_owned(),
                EXAMPLE,
            );
        }
        Ok(Self(template.to_owned()))
    }

    /// Where a file can be edited.
    pub fn of(&self, file: &SourcePath) -> String {
        self.0.replace(PATH, &encode_path(file))
    }
}

/// What stands in braces, with them; a brace alone is one, too.
fn blanks(template: &str) -> impl Iterator<Item = &str> {
    template.match_indices(['{', '}']).filter_map(move |(at, brace)| match brace {
        "{" => Some(&template[at..template[at..].find('}').map_or(template.len(), |end| at + end + 1)]),
        // One that closes was seen with its other half.
        _ => template[..at].rfind(['{', '}']).is_none_or(|before| template[before..].starts_with('}')).then_some(brace),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_filled_in_and_encoded() {
        let url = EditUrl::parse("https://git.example.com/p/-/edit/main/docs/{path}?tab=text").unwrap();
        assert_eq!(
            url.of(&"content/how we hire/a#1.md".into()),
            "https://git.example.com/p/-/edit/main/docs/content/how%20we%20hire/a%231.md?tab=text"
        );
    }

    #[test]
    fn what_is_no_address_of_a_file_is_told() {
        for (template, part) in [
            ("github.com/acme/{path}", "no whole address"),
            ("https:///{path}", "no whole address"),
            ("javascript:{path}", "no whole address"),
            ("https://example.com/a b/{path}", "no whole address"),
            ("https://example.com/", "same place"),
            ("https://example.com/{branch}/{path}", "`{branch}`"),
            ("https://example.com/{path", "`{path`"),
            ("https://example.com/path}", "`}`"),
            ("https://example.com/{Path}", "`{Path}`"),
        ] {
            let problem = EditUrl::parse(template).unwrap_err();
            assert!(problem.message.contains(part), "{template}: {problem:?}");
        }
        assert_eq!(EditUrl::parse("https://example.com/{pth}").unwrap_err().hint, "did you mean `{path}`?");
    }
}
