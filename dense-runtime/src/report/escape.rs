//! Text within HTML and XML.

/// The text with its special characters as entities, for between tags and within quoted attributes. Characters that XML does not have
/// are replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' => safe.push(letter),
            '\u{0}'..'\u{20}' | '\u{7f}'..'\u{a0}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_means_something() {
        assert_eq!(
            escaped("<b title=\"x\" id='y'>&amp;</b>"),
            "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;"
        );
        assert_eq!(escaped("a\u{0}b\u{1b}[0m\n\u{85}"), "a\u{fffd}b\u{fffd}[0m\n\u{fffd}");
        assert_eq!(escaped("Zürich → 数字"), "Zürich → 数字");
    }
}
