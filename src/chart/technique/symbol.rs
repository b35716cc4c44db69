//! The outlines by which techniques differ.

/// The outline that a technique's marks have, so that a grey print still tells techniques apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ▼
    TriangleDown,
    /// ◆
    Diamond,
    /// A regular pentagon, point up.
    Pentagon,
    /// A regular hexagon, point up.
    Hexagon,
    /// An upright cross with broad arms.
    Cross,
    /// A five-pointed star.
    Star,
    /// A four-pointed star.
    FourStar,
    /// A flat rectangle.
    Bar,
    /// An upright rectangle.
    Column,
    /// Two triangles that meet.
    Hourglass,
    /// A slanted rectangle.
    Rhomboid,
    /// A diamond wider than high.
    FlatDiamond,
    /// A regular octagon, flat on top.
    Octagon,
    /// ◀
    TriangleLeft,
    /// ▶
    TriangleRight,
    /// A trapezium, broad below.
    Trapezium,
    /// For a technique that the catalogue doesn't know: a broad X.
    Saltire,
}

impl Symbol {
    /// Every symbol; the last is that of techniques that the catalogue doesn't know.
    pub const ALL: [Self; 20] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::TriangleDown,
        Self::Diamond,
        Self::Pentagon,
        Self::Hexagon,
        Self::Cross,
        Self::Star,
        Self::FourStar,
        Self::Bar,
        Self::Column,
        Self::Hourglass,
        Self::Rhomboid,
        Self::FlatDiamond,
        Self::Octagon,
        Self::TriangleLeft,
        Self::TriangleRight,
        Self::Trapezium,
        Self::Saltire,
    ];

    /// The symbols that techniques may have.
    pub fn of_techniques() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|&symbol| symbol != Self::Saltire)
    }
}
