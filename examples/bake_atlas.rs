//! Bakes the two bodies from the MPFB2 data (CC0) into `assets/atlas`; run by hand with the `mpfb2` folder as argument.
//!
//! `cargo run --release --example bake_atlas -- path/to/mpfb2`
//!
//! It says how far and where the skin moved from what lay there before, since recorded marks lie on it.
#![expect(
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::large_stack_arrays,
    reason = "thousands of vertices, run by hand"
)]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use mesomap::atlas::Surface;
use mesomap::geom::Vec3;

type Outcome<T> = Result<T, Box<dyn Error>>;

const SKIN_VERTICES: usize = 13_380;
const MIRROR: Vec3 = Vec3::new(-1.0, 1.0, 1.0);

fn main() -> Outcome<()> {
    let source = std::env::args().nth(1).ok_or("give the mpfb2 folder")?;
    let source = Path::new(&source);
    let base = Base::read(source)?;
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/atlas");
    for sex in ["female", "male"] {
        let positions_mm = shape(&base, source, sex)?;
        let bare = obj_text(&base, &positions_mm, &[1.0; SKIN_VERTICES], sex)?;
        let mut openness = openness(&base, &Surface::parse(&bare));
        // No light gets between closed lips, however coarse the mesh is there.
        let inside = base.masked(&source.join("textures/mpfb_inside-mouth.jpg"))?;
        for (rings, most) in [(4, 0.9), (3, 0.5), (2, 0.12), (1, 0.0)] {
            for v in base.grown(&inside, rings) {
                openness[v] = openness[v].min(most);
            }
        }
        let (file, text) = (out.join(format!("adult-{sex}.obj")), obj_text(&base, &positions_mm, &openness, sex)?);
        if let Ok(before) = fs::read_to_string(&file) {
            println!("adult {sex}: {}", moved(&vertices(&before)?, &vertices(&text)?));
        }
        fs::write(file, text)?;
    }
    Ok(())
}

/// The skin's vertices as written, in mm.
fn vertices(obj: &str) -> Outcome<Vec<Vec3>> {
    let lines = obj.lines().filter_map(|line| line.strip_prefix("v ")).take(SKIN_VERTICES);
    lines.map(|line| Ok(Vec3::from_array(numbers(line.split_whitespace())?))).collect()
}

/// How many vertices lie elsewhere than before, how far at most, and at which heights.
fn moved(before: &[Vec3], after: &[Vec3]) -> String {
    let ways = before.iter().zip(after).map(|(a, b)| (a.distance(*b), a.z)).filter(|&(way_mm, _)| way_mm > 0.005);
    let (mut count, mut most_mm, mut heights) = (0, 0.0_f32, std::collections::BTreeMap::<i32, usize>::new());
    for (way_mm, z) in ways {
        (count, most_mm) = (count + 1, most_mm.max(way_mm));
        *heights.entry((z / 50.0).floor() as i32 * 50).or_default() += 1;
    }
    format!("{count} vertices moved, at most {most_mm:.2} mm; by height in mm: {heights:?}")
}

/// The template: vertices in decimetres (x left, y up, z forward), texture corners and quads.
struct Base {
    positions_dm: Vec<Vec3>,
    skin: Vec<[usize; 4]>,
    eye_left: Vec<[usize; 4]>,
    /// For every skin vertex the texture coordinates of one of its corners.
    texture: Vec<[f32; 2]>,
    neighbours: Vec<Vec<usize>>,
    mirror: Vec<usize>,
}

impl Base {
    fn read(source: &Path) -> Outcome<Self> {
        let text = fs::read_to_string(source.join("3dobjs/base.obj"))?;
        let mut base = Self {
            positions_dm: Vec::new(),
            skin: Vec::new(),
            eye_left: Vec::new(),
            texture: vec![[0.0; 2]; SKIN_VERTICES],
            neighbours: vec![Vec::new(); SKIN_VERTICES],
            mirror: (0..SKIN_VERTICES).collect(),
        };
        let mut texture = Vec::new();
        let mut group = "";
        for line in text.lines() {
            let mut words = line.split_whitespace();
            match words.next() {
                Some("v") => base.positions_dm.push(Vec3::from_array(numbers(words)?)),
                Some("vt") => texture.push(numbers::<2>(words)?),
                Some("g") => group = words.next().unwrap_or_default(),
                Some("f") => base.add_face(group, words, &texture)?,
                _ => {}
            }
        }
        base.read_mirror(&source.join("mesh_metadata/hm08.mirror"))?;
        base.link();
        Ok(base)
    }

    fn add_face<'a>(&mut self, group: &str, words: impl Iterator<Item = &'a str>, texture: &[[f32; 2]]) -> Outcome<()> {
        let mut face = [0; 4];
        for (corner, word) in face.iter_mut().zip(words) {
            let mut parts = word.split('/');
            *corner = parts.next().ok_or("a face without vertices")?.parse::<usize>()? - 1;
            if let (Some(part), true) = (parts.next(), group == "body") {
                self.texture[*corner] = texture[part.parse::<usize>()? - 1];
            }
        }
        match group {
            "body" => self.skin.push(face),
            "helper-l-eye" => self.eye_left.push(face),
            _ => {}
        }
        Ok(())
    }

    fn read_mirror(&mut self, path: &Path) -> Outcome<()> {
        for line in fs::read_to_string(path)?.lines() {
            let mut words = line.split_whitespace();
            let (Some(from), Some(to)) = (words.next(), words.next()) else {
                continue;
            };
            let (from, to): (usize, usize) = (from.parse()?, to.parse()?);
            if from < SKIN_VERTICES {
                self.mirror[from] = to;
            }
        }
        Ok(())
    }

    fn link(&mut self) {
        let mut edges = BTreeSet::new();
        for face in &self.skin {
            for corner in 0..4 {
                let (a, b) = (face[corner], face[(corner + 1) % 4]);
                edges.extend([(a, b), (b, a)]);
            }
        }
        for (a, b) in edges {
            self.neighbours[a].push(b);
        }
    }

    /// Skin vertices whose texture corner is bright in the mask.
    fn masked(&self, mask: &Path) -> Outcome<BTreeSet<usize>> {
        let picture = image::open(mask)?.into_luma8();
        let (width, height) = picture.dimensions();
        let bright = |[u, v]: [f32; 2]| {
            let x = (u * width as f32) as u32;
            let y = ((1.0 - v) * height as f32) as u32;
            picture.get_pixel(x.min(width - 1), y.min(height - 1))[0] > 127
        };
        Ok((0..SKIN_VERTICES).filter(|&v| bright(self.texture[v])).collect())
    }

    fn grown(&self, set: &BTreeSet<usize>, rings: usize) -> BTreeSet<usize> {
        let mut grown = set.clone();
        for _ in 0..rings {
            let ring: Vec<_> = grown.iter().flat_map(|&v| self.neighbours[v].iter().copied()).collect();
            grown.extend(ring);
        }
        grown
    }
}

fn numbers<'a, const N: usize>(words: impl Iterator<Item = &'a str>) -> Outcome<[f32; N]> {
    let mut out = [0.0; N];
    for (slot, word) in out.iter_mut().zip(words) {
        *slot = word.parse()?;
    }
    Ok(out)
}

/// All vertices of one body in LPS millimetres: targets added, relief smoothed, made symmetric, stood on the floor.
fn shape(base: &Base, source: &Path, sex: &str) -> Outcome<Vec<Vec3>> {
    let mut positions = base.positions_dm.clone();
    let targets = source.join("targets");
    for origin in ["caucasian", "asian", "african"] {
        add_target(&mut positions, &targets, &format!("macrodetails/{origin}-{sex}-young"), 1.0 / 3.0)?;
    }
    let build = format!("macrodetails/universal-{sex}-young-averagemuscle-averageweight");
    add_target(&mut positions, &targets, &build, 1.0)?;
    for position in &mut positions {
        *position = Vec3::new(position.x, -position.z, position.y) * 100.0;
    }
    smooth_relief(base, source, &mut positions)?;
    close_lips(&mut positions);
    make_symmetric(base, &mut positions);
    let floor = positions[..SKIN_VERTICES].iter().fold(f32::MAX, |low, p| low.min(p.z));
    for position in &mut positions {
        position.z -= floor;
    }
    if sex == "female" {
        fit_feet(&mut positions, &targets)?;
    }
    round_lobes(base, source, &mut positions)?;
    make_symmetric(base, &mut positions);
    Ok(positions)
}

/// Gives the woman feet of 241 mm and ankles of 66 mm, where the template has 209 and 52, with the source's own measures of
/// feet. None of them reaches mid-shin or the height of anything, so that she stands as she stood.
fn fit_feet(positions: &mut [Vec3], targets: &Path) -> Outcome<()> {
    const LONGER: f32 = 0.58;
    const ANKLE_ROUND: f32 = 0.38;
    /// The forefoot is as broad as it should be already; the ankle is not.
    const BROADER: [f32; 2] = [0.04, 0.31];
    const BROADER_FROM_TO_MM: [f32; 2] = [20.0, 50.0];
    let [from, to] = BROADER_FROM_TO_MM;
    let broader = |p: Vec3| {
        let t = ((p.z - from) / (to - from)).clamp(0.0, 1.0);
        BROADER[0] + (BROADER[1] - BROADER[0]) * t * t * (3.0 - 2.0 * t)
    };
    let stood = positions.to_vec();
    let mut add = |name: &str, weight: &dyn Fn(Vec3) -> f32| -> Outcome<()> {
        for (vertex, by) in target(targets, name)? {
            positions[vertex] += Vec3::new(by.x, -by.z, by.y) * 100.0 * weight(stood[vertex]);
        }
        Ok(())
    };
    for side in ["l", "r"] {
        add(&format!("feet/{side}-foot-scale-depth-incr"), &|_| LONGER)?;
        add(&format!("feet/{side}-foot-scale-horiz-incr"), &broader)?;
    }
    add("feet/measure-ankle-circ-incr", &|_| ANKLE_ROUND)
}

/// Rounds the lower end of the ear lobes, which the template cuts off straight from the cheek outward: the outer corner goes
/// up and in, the middle a little down.
fn round_lobes(base: &Base, source: &Path, positions: &mut [Vec3]) -> Outcome<()> {
    const HIGH_MM: f32 = 15.0;
    const HALF_WIDTH_MM: f32 = 7.5;
    const FROM_OUTER_MM: f32 = 9.0;
    const DOWN_MM: f32 = 1.6;
    const CORNER_UP_MM: f32 = 4.0;
    const CORNER_IN_MM: f32 = 1.2;
    let ears = base.masked(&source.join("textures/mpfb_ears.jpg"))?;
    let low = ears.iter().fold(f32::MAX, |low, &v| low.min(positions[v].z));
    let lowest = ears.iter().filter(|&&v| positions[v].z < low + 4.0);
    let middle = lowest.fold(0.0, |outer: f32, &v| outer.max(positions[v].x.abs())) - FROM_OUTER_MM;
    for &v in &ears {
        let p = &mut positions[v];
        let height = ((low + HIGH_MM - p.z) / HIGH_MM).clamp(0.0, 1.0);
        let near = height * height * (3.0 - 2.0 * height);
        let outward = ((p.x.abs() - middle) / HALF_WIDTH_MM).clamp(-1.0, 1.0);
        p.z += near * ((CORNER_UP_MM + DOWN_MM) * outward * outward - DOWN_MM);
        p.x -= p.x.signum() * near * outward.max(0.0) * CORNER_IN_MM;
    }
    Ok(())
}

/// Adds a displacement file at the given weight.
fn add_target(positions: &mut [Vec3], targets: &Path, name: &str, weight: f32) -> Outcome<()> {
    for (vertex, by) in target(targets, name)? {
        positions[vertex] += by * weight;
    }
    Ok(())
}

/// What a displacement file (lines of `index dx dy dz`) moves, and by how much.
fn target(targets: &Path, name: &str) -> Outcome<Vec<(usize, Vec3)>> {
    let packed = fs::File::open(targets.join(format!("{name}.target.gz")))?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut text)?;
    let mut moved = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(index) = words.next() else { continue };
        moved.push((index.parse()?, Vec3::from_array(numbers(words)?)));
    }
    Ok(moved)
}

/// Replaces nipples and genital relief by the smoothest surface that joins what surrounds them.
fn smooth_relief(base: &Base, source: &Path, positions: &mut [Vec3]) -> Outcome<()> {
    let areolae = base.masked(&source.join("textures/mpfb_aureolae.jpg"))?;
    for left in [true, false] {
        let areola = areolae.iter().copied().filter(|&v| (positions[v].x > 0.0) == left).collect();
        flatten_dome(base, positions, &areola);
    }
    Ok(())
}

/// Brings the lips together: the template leaves a gap of a millimetre through which the far side shows in profile.
fn close_lips(positions: &mut [Vec3]) {
    /// Facing vertices of the lower and the upper lip, from the midline to the left corner, and at which share of the way
    /// from one to the other the lips meet (the line that `assets/regions.ron` draws between them).
    const PAIRS: [(usize, usize, f32); 6] = [
        (540, 537, 0.44),
        (7279, 7283, 0.49),
        (7280, 11961, 0.31),
        (7281, 7270, 0.27),
        (7275, 7269, 0.28),
        (7272, 7272, 0.0),
    ];
    const SHIFT_MM: f32 = 1.1;
    const REACH_MM: f32 = 8.0;
    let slit = PAIRS.map(|(lower, upper, share)| positions[lower].lerp(positions[upper], share));
    let corner = slit[PAIRS.len() - 1];
    for p in &mut positions[..SKIN_VERTICES] {
        let x = p.x.abs();
        let Some(span) = slit.windows(2).find(|span| x < span[1].x) else { continue };
        let slit_z = span[0].z + (span[1].z - span[0].z) * ((x - span[0].x) / (span[1].x - span[0].x)).max(0.0);
        let behind = ((p.y - corner.y) / 30.0).clamp(0.0, 1.0);
        let above = p.z - slit_z;
        let near = (1.0 - above.abs() / REACH_MM).max(0.0) * (1.0 - behind);
        let shift = SHIFT_MM * near * near * (3.0 - 2.0 * near) * (1.0 - (x / corner.x).powi(12));
        // Not quite up to the slit: lips must not cross, and regions are told apart by that line.
        p.z -= above.signum() * shift.min(above.abs() * 0.72);
    }
}

/// Lays a small dome flat: heights over the tangent plane come from the cubic that best fits the ring of skin around it,
/// places in the plane from the harmonic map (Tutte, "How to draw a graph", 1963), which cannot fold.
fn flatten_dome(base: &Base, positions: &mut [Vec3], dome: &BTreeSet<usize>) {
    let free = base.grown(dome, 1);
    let ring: Vec<usize> = base.grown(&free, 3).difference(&free).copied().collect();
    let centre = ring.iter().map(|&v| positions[v]).sum::<Vec3>() / ring.len() as f32;
    let axis = ring_axis(positions, &ring, centre);
    let (right, up) = axis.any_orthonormal_pair();
    let size = ring.iter().map(|&v| positions[v].distance(centre)).fold(1.0, f32::max);
    let flat = |p: Vec3| [(p - centre).dot(right) / size, (p - centre).dot(up) / size].map(f64::from);
    let samples: Vec<([f64; 2], f64)> =
        ring.iter().map(|&v| (flat(positions[v]), f64::from((positions[v] - centre).dot(axis)))).collect();
    let cubic = fit(&samples);
    for _ in 0..600 {
        for &v in &free {
            let ring = &base.neighbours[v];
            positions[v] = ring.iter().map(|&n| positions[n]).sum::<Vec3>() / ring.len() as f32;
        }
    }
    for &v in &free {
        let [x, y] = flat(positions[v]);
        let height: f64 = terms([x, y]).iter().zip(&cubic).map(|(term, factor)| term * factor).sum();
        let offset = positions[v] - centre;
        positions[v] = centre + offset - axis * offset.dot(axis) + axis * height as f32;
    }
}

/// The direction in which a ring of points is thinnest: power iteration on the inverse is spared by summing the normals
/// of the fans that consecutive points span with the centre.
fn ring_axis(positions: &[Vec3], ring: &[usize], centre: Vec3) -> Vec3 {
    let outward = Vec3::NEG_Y;
    let mut sum = Vec3::ZERO;
    for (i, &a) in ring.iter().enumerate() {
        for &b in &ring[i + 1..] {
            let normal = (positions[a] - centre).cross(positions[b] - centre);
            sum += normal * normal.dot(outward).signum();
        }
    }
    sum.normalize()
}

/// The ten terms of a cubic in two variables.
fn terms([x, y]: [f64; 2]) -> [f64; 10] {
    [1.0, x, y, x * x, x * y, y * y, x * x * x, x * x * y, x * y * y, y * y * y]
}

/// Least squares by the normal equations.
fn fit(samples: &[([f64; 2], f64)]) -> [f64; 10] {
    let mut rows = [[0.0; 11]; 10];
    for &(place, value) in samples {
        let terms = terms(place);
        for (row, &term) in rows.iter_mut().zip(&terms) {
            for (cell, other) in row.iter_mut().zip(terms.iter().chain([&value])) {
                *cell += term * other;
            }
        }
    }
    for pivot in 0..10 {
        rows[pivot][pivot] += 1e-9;
        let source = rows[pivot];
        for (index, row) in rows.iter_mut().enumerate() {
            if index != pivot {
                let factor = row[pivot] / source[pivot];
                row.iter_mut().zip(source).for_each(|(cell, from)| *cell -= factor * from);
            }
        }
    }
    std::array::from_fn(|index| rows[index][10] / rows[index][index])
}

/// For every skin vertex how much of the sky it sees, 0 to 1; what is far away hides less of it.
///
/// Ambient obscurance: Zhukov, Iones and Kronin, "An ambient light illumination model", 1998.
fn openness(base: &Base, surface: &Surface) -> Vec<f32> {
    const RAYS: usize = 384;
    const REACH_MM: f32 = 220.0;
    let one = |vertex: usize| {
        let normal = surface.normals()[vertex];
        let from_mm = surface.positions_mm()[vertex] + normal * 0.25;
        let (right, up) = normal.any_orthonormal_pair();
        let seen = (0..RAYS).map(|ray| {
            // A golden-angle spiral whose density follows the cosine to the normal.
            let share = (ray as f32 + 0.5) / RAYS as f32;
            let (sin, cos) = (ray as f32 * 2.399_963).sin_cos();
            let direction = (right * cos + up * sin) * share.sqrt() + normal * (1.0 - share).sqrt();
            surface.first_hit(from_mm, direction.normalize()).map_or(1.0, |(_, far_mm)| (far_mm / REACH_MM).min(1.0))
        });
        seen.sum::<f32>() / RAYS as f32
    };
    let values: Vec<f32> = (0..SKIN_VERTICES).map(one).collect();
    (0..SKIN_VERTICES).map(|v| (values[v] + values[base.mirror[v]]) * 0.5).collect()
}

/// Averages every vertex with the reflection of its partner.
fn make_symmetric(base: &Base, positions: &mut [Vec3]) {
    for v in 0..SKIN_VERTICES {
        let partner = base.mirror[v];
        let mean = (positions[v] + positions[partner] * MIRROR) / 2.0;
        positions[v] = mean;
        positions[partner] = mean * MIRROR;
    }
}

/// Wavefront OBJ: groups `skin`, `eye-left`, `eye-right`; the right eye is written as the reflection of the left one.
///
/// Skin vertices carry a grey vertex colour, their openness.
fn obj_text(base: &Base, positions: &[Vec3], openness: &[f32], sex: &str) -> Outcome<String> {
    let mut text = format!("# mesomap, adult {sex}, CC0 1.0; see README.md\n# millimetres; x left, y back, z up\n");
    let rounded = |value: f32| (value * 100.0).round() / 100.0 + 0.0;
    for (p, &open) in positions[..SKIN_VERTICES].iter().zip(openness) {
        let grey = rounded(open);
        writeln!(text, "v {} {} {} {grey} {grey} {grey}", rounded(p.x), rounded(p.y), rounded(p.z))?;
    }
    let eye: Vec<usize> = base.eye_left.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    for side in [Vec3::ONE, MIRROR] {
        for &v in &eye {
            let p = positions[v] * side;
            writeln!(text, "v {} {} {}", rounded(p.x), rounded(p.y), rounded(p.z))?;
        }
    }
    let mut write_group = |name: &str, faces: &[[usize; 4]]| {
        writeln!(text, "g {name}")?;
        faces.iter().try_for_each(|[a, b, c, d]| writeln!(text, "f {} {} {} {}", a + 1, b + 1, c + 1, d + 1))
    };
    write_group("skin", &base.skin)?;
    let place = |v: usize| SKIN_VERTICES + eye.binary_search(&v).unwrap_or(0);
    let left: Vec<[usize; 4]> = base.eye_left.iter().map(|face| face.map(place)).collect();
    let right: Vec<[usize; 4]> = left.iter().map(|&[a, b, c, d]| [a, d, c, b].map(|v| v + eye.len())).collect();
    write_group("eye-left", &left)?;
    write_group("eye-right", &right)?;
    Ok(text)
}
