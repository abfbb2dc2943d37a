//! Things by name.

use std::cmp::Ordering;

use ecow::EcoString;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// Things by name, found at once and listed in order: that of their names, once [`IndexMap::sort_unstable_keys`] was
/// asked for. What a whole archive looks up and nobody but the archive fills.
pub type Table<T> = IndexMap<EcoString, T, FxBuildHasher>;

/// Two sorted lists side by side: what both have, in one step.
pub fn beside<A, B>(
    ones: impl IntoIterator<Item = A>,
    others: impl IntoIterator<Item = B>,
    compare: impl Fn(&A, &B) -> Ordering,
) -> impl Iterator<Item = (Option<A>, Option<B>)> {
    let (mut ones, mut others) = (ones.into_iter().peekable(), others.into_iter().peekable());
    std::iter::from_fn(move || {
        let order = match (ones.peek(), others.peek()) {
            (Some(one), Some(other)) => compare(one, other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return None,
        };
        let one = ones.next_if(|_| order.is_le());
        Some((one, others.next_if(|_| order.is_ge())))
    })
}

/// The order of two things that are often one and the same: then neither is looked at, which in a list of a whole archive is
/// what takes the time.
pub fn order_unless_one<T: ?Sized>(
    one: &T,
    other: &T,
    compare: impl FnOnce() -> Ordering,
) -> Ordering {
    if std::ptr::eq(one, other) {
        Ordering::Equal
    } else {
        compare()
    }
}

/// What one list has that another has not, both in the order of names.
pub fn without<'a, T>(
    ones: impl IntoIterator<Item = (&'a EcoString, T)>,
    others: impl IntoIterator<Item = &'a EcoString>,
) -> impl Iterator<Item = (&'a EcoString, T)> {
    let pairs = beside(ones, others, |(name, _), other| name.cmp(other));
    pairs.filter_map(|(one, other)| one.filter(|_| other.is_none()))
}
