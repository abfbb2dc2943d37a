//! Headers that a web server sends with every file of the portal: one model for the settings of every server
//! ([`super::hosting`]), and for the preview.

use crate::config::Config;
use crate::markdown::frame_hosts;

/// A header and its value.
pub type Header = (&'static str, String);

/// Headers of the portal in production.
#[must_use]
pub fn headers(config: &Config) -> Vec<Header> {
    vec![
        ("Strict-Transport-Security", "max-age=31536000".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        (
            "Referrer-Policy",
            "strict-origin-when-cross-origin".to_owned(),
        ),
        (
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()".to_owned(),
        ),
        ("Content-Security-Policy", policy(&config.embed_hosts)),
    ]
}

/// The same, less what would break plain HTTP on this machine. The preview's own scripts come from the same host, so
/// they need nothing more.
#[must_use]
pub fn preview_headers(config: &Config) -> Vec<Header> {
    let mut headers = headers(config);
    headers.retain(|(name, _)| *name != "Strict-Transport-Security");
    headers
}

/// The content security policy: nothing from elsewhere but frames of the hosts that articles may embed.
fn policy(embed_hosts: &[String]) -> String {
    let frames: Vec<_> = frame_hosts(embed_hosts)
        .into_iter()
        .map(|host| format!("https://{host}"))
        .collect();
    let frames = if frames.is_empty() {
        "'none'".to_owned()
    } else {
        frames.join(" ")
    };
    format!(
        "default-src 'self'; img-src 'self' data:; frame-src {frames}; object-src 'none'; base-uri 'self'; \
         form-action 'self'; frame-ancestors 'self'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::files::{File, Files};
    use crate::text::Moment;

    fn config(more: &str) -> Config {
        let site = format!("title = \"T\"\nbase_url = \"https://thu.example\"\n{more}");
        let files = Files::in_memory([File::in_memory("site.toml", site.into_bytes())]);
        let settings = Settings {
            now: Moment::EARLIEST,
            base_url: None,
            drafts: false,
            skip_broken: false,
            everything: false,
        };
        Config::load(&files, &settings).value.unwrap()
    }

    #[test]
    fn only_hosts_that_articles_may_embed_are_framed() {
        let framed = |more: &str| {
            let policy = policy(&config(more).embed_hosts);
            let (_, behind) = policy.split_once("frame-src ").unwrap();
            behind.split(';').next().unwrap().to_owned()
        };
        assert_eq!(framed(""), "'none'");
        assert_eq!(
            framed(
                "[embeds]\nhosts = [\"vimeo.com\", \"m.youtube.com\", \"youtu.be\", \"vtv.vn\"]\n"
            ),
            "https://player.vimeo.com https://vtv.vn https://www.youtube-nocookie.com"
        );
    }

    #[test]
    fn nothing_inline_is_allowed() {
        let policy = policy(&config("[embeds]\nhosts = [\"vimeo.com\"]\n").embed_hosts);
        assert!(
            !policy.contains("unsafe") && !policy.contains('*'),
            "{policy}"
        );
    }

    #[test]
    fn a_preview_promises_no_https() {
        let names: Vec<_> = preview_headers(&config(""))
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert!(names.contains(&"Content-Security-Policy"));
        assert!(!names.contains(&"Strict-Transport-Security"));
    }
}
