//! How a table of rules is written down.

/// Statics of rules, and a list of them in order.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal
        vi: $vi:literal, en: $en:literal
        $(, help_vi: $help_vi:literal, help_en: $help_en:literal)?;)*) => {
        $($(#[$doc])* pub static $name: Rule = Rule {
            code: $code, vi: $vi, en: $en,
            help_vi: concat!($($help_vi)?), help_en: concat!($($help_en)?),
        };)*
        /// The rules of this part of the table, in order.
        pub(super) static TABLE: &[&Rule] = &[$(&$name),*];
    };
}
pub(super) use rules;
