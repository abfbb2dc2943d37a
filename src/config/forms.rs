//! Forms of text in `site.toml`.

use crate::record::Form;

/// A name of a host, nothing around it.
pub static HOST: Form = Form {
    fits: is_host,
    vi: "tên máy chủ, không kèm `https://`, đường dẫn hay dấu `*`",
    en: "the name of a host, without `https://`, path or `*`",
    example: "\"www.youtube.com\"",
};

/// An address of mail.
pub static EMAIL: Form = Form {
    fits: is_email,
    vi: "một địa chỉ thư điện tử",
    en: "an e-mail address",
    example: "\"banbientap@tenthanhpho.gov.vn\"",
};

/// A short form and its full words.
pub static ABBREVIATION: Form = Form {
    fits: is_abbreviation,
    vi: "chữ viết tắt, dấu `=`, rồi chữ đầy đủ",
    en: "an abbreviation, `=`, and its full words",
    example: "\"NVH = nhà văn hóa\"",
};

/// Where somebody can be reached, as `security.txt` wants it.
pub static CONTACT: Form = Form {
    fits: is_contact,
    vi: "địa chỉ bắt đầu bằng `mailto:`, `https:` hoặc `tel:`",
    en: "an address that starts with `mailto:`, `https:` or `tel:`",
    example: "\"mailto:cntt@tenthanhpho.gov.vn\"",
};

fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.contains('.') && text.split('.').all(is_label)
}

fn is_abbreviation(text: &str) -> bool {
    text.split_once('=').is_some_and(|(short, long)| {
        let short = short.trim();
        !short.is_empty()
            && short.chars().all(char::is_alphanumeric)
            && long.split_whitespace().count() > 1
    })
}

fn is_email(text: &str) -> bool {
    let is_mark =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && name.bytes().all(is_mark) && is_host(host))
}

fn is_contact(text: &str) -> bool {
    let is_number = |byte: u8| byte.is_ascii_digit() || b"+-.()".contains(&byte);
    match text.split_once(':') {
        Some(("mailto", address)) => is_email(address.split('?').next().unwrap_or_default()),
        Some(("https", rest)) => rest.strip_prefix("//").is_some_and(|rest| {
            is_host(rest.split(['/', '?', '#', ':']).next().unwrap_or_default())
                && rest.bytes().all(|byte| byte.is_ascii_graphic())
        }),
        Some(("tel", number)) => !number.is_empty() && number.bytes().all(is_number),
        _ => false,
    }
}
