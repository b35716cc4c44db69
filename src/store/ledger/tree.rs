//! The tree over the leaves of a ledger: RFC 6962 (Laurie, Langley and Kasper, "Certificate Transparency", section 2.1), by which
//! one root vouches for every leaf and its place, and a later root for every earlier one.

use sha2::{Digest as _, Sha256};

/// A node of the tree.
pub(super) type Hash = [u8; 32];

/// The hash of a leaf.
pub(super) fn leaf(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

fn node(left: Hash, right: Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A tree that grows: the roots of its whole subtrees from left to right, as many as its size has ones in binary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tree {
    size: u64,
    peaks: Vec<Hash>,
}

impl Tree {
    /// A tree of so many leaves with these subtrees; `None` where they don't fit.
    pub(super) fn from_peaks(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        (peaks.len() == size.count_ones() as usize).then_some(Self { size, peaks })
    }

    /// How many leaves it has.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Its whole subtrees.
    pub(super) fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Adds a leaf.
    pub(super) fn push(&mut self, leaf: Hash) {
        let mut whole = leaf;
        // Each one in which the size ends is a subtree that is now the left half of one twice as large.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                whole = node(left, whole);
            }
        }
        self.peaks.push(whole);
        self.size += 1;
    }

    /// The root: of no leaf at all the hash of nothing.
    pub(super) fn root(&self) -> Hash {
        let from_right = self.peaks.iter().rev().copied();
        from_right.reduce(|right, left| node(left, right)).unwrap_or_else(|| Sha256::digest([]).into())
    }
}

/// All nodes of a tree by their height, the leaves first. What has no neighbour stands for itself one higher.
pub(super) struct Levels(Vec<Vec<Hash>>);

impl Levels {
    /// Over these leaves.
    pub(super) fn of(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(last) = levels.last().filter(|last| last.len() > 1) {
            let pair = |pair: &[Hash]| if let [left, right] = pair { node(*left, *right) } else { pair[0] };
            let next = last.chunks(2).map(pair).collect();
            levels.push(next);
        }
        Self(levels)
    }

    /// What leads from a leaf to the root (RFC 6962, 2.1.1): of each node on the way the one that it has beside it.
    pub(super) fn path(&self, leaf: usize) -> Vec<Hash> {
        let beside = |(height, level): (usize, &Vec<Hash>)| level.get((leaf >> height) ^ 1).copied();
        self.0.iter().enumerate().filter_map(beside).collect()
    }
}

/// The root to which a path leads from the leaf at a place among so many; `None` where the path is no such one.
pub(super) fn root_by((leaf, at): (Hash, u64), size: u64, path: &[Hash]) -> Option<Hash> {
    let (mut hash, mut at, mut count) = ((at < size).then_some(leaf)?, at, size);
    let mut path = path.iter();
    while count > 1 {
        if at ^ 1 < count {
            let beside = *path.next()?;
            hash = if at & 1 == 0 { node(hash, beside) } else { node(beside, hash) };
        }
        (at, count) = (at / 2, count.div_ceil(2));
    }
    path.next().is_none().then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the text of RFC 6962 defines it.
    fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [one] => *one,
            many => {
                let half = many.len().next_power_of_two() / 2;
                node(by_definition(&many[..half]), by_definition(&many[half..]))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_definition_at_every_size() {
        let mut tree = Tree::default();
        let mut leaves = Vec::new();
        assert_eq!(tree.root(), by_definition(&leaves));
        for nth in 0_u8..70 {
            leaves.push(leaf(&[nth]));
            tree.push(leaf(&[nth]));
            assert_eq!(tree.root(), by_definition(&leaves), "{nth}");
            assert_eq!(Tree::from_peaks(tree.size(), tree.peaks().to_vec()), Some(tree.clone()));
            assert_eq!(
                Tree::from_peaks(tree.size() + 1, tree.peaks().to_vec()).is_some(),
                (tree.size() + 1).count_ones() == tree.size().count_ones()
            );
        }
    }

    #[test]
    fn a_path_leads_from_its_leaf_to_the_root_and_from_no_other() {
        for size in 1_u8..40 {
            let leaves: Vec<Hash> = (0..size).map(|nth| leaf(&[nth])).collect();
            let (root, levels) = (by_definition(&leaves), Levels::of(leaves.clone()));
            for (at, &one) in leaves.iter().enumerate() {
                let (path, size) = (levels.path(at), u64::from(size));
                assert_eq!(root_by((one, at as u64), size, &path), Some(root), "{at} of {size}");
                assert_ne!(root_by((leaf(b"other"), at as u64), size, &path), Some(root));
                assert_ne!(root_by((one, at as u64 + 1), size, &path), Some(root));
                assert_eq!(root_by((one, at as u64), size, &[&path[..], &[one]].concat()), None);
            }
        }
    }

    #[test]
    fn the_first_roots_are_those_that_the_test_vectors_of_certificate_transparency_give() {
        let hex = |hash: Hash| {
            let halves = [&hash[..16], &hash[16..]].map(|half| u128::from_be_bytes(half.try_into().expect("16 bytes")));
            format!("{:032x}{:032x}", halves[0], halves[1])
        };
        let mut tree = Tree::default();
        assert_eq!(hex(tree.root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        tree.push(leaf(b""));
        assert_eq!(hex(tree.root()), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        tree.push(leaf(&[0]));
        assert_eq!(hex(tree.root()), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        tree.push(leaf(&[0x10]));
        assert_eq!(hex(tree.root()), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    }
}
