//! Findings gathered while a body is read, each with its place.

use std::ops::Range;

use crate::diagnostic::Finding;
use crate::text::Source;

/// How many findings of one rule are told for one body. Places cost time, and nobody reads more at once.
const AT_MOST: usize = 50;

/// Where findings go.
pub struct Report<'s> {
    source: &'s Source,
    /// It forgets all it is told, so nobody need look for more.
    pub is_silent: bool,
    findings: Vec<Finding>,
}

impl<'s> Report<'s> {
    /// A report about a source.
    pub const fn new(source: &'s Source) -> Self {
        Self {
            source,
            is_silent: false,
            findings: Vec::new(),
        }
    }

    /// A report that forgets all it is told.
    pub const fn silent(source: &'s Source) -> Self {
        Self {
            source,
            is_silent: true,
            findings: Vec::new(),
        }
    }

    /// Tells a finding about bytes of the source.
    pub fn tell(&mut self, range: Range<usize>, finding: impl FnOnce() -> Finding) {
        if self.is_silent {
            return;
        }
        let finding = finding();
        let told = self
            .findings
            .iter()
            .filter(|other| other.rule == finding.rule)
            .count();
        if told < AT_MOST {
            self.findings.push(finding.at(self.source.place(range)));
        }
    }

    /// All that was told.
    pub fn finish(self) -> Vec<Finding> {
        self.findings
    }
}
