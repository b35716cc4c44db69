//! A spot of the skin told so that it is found on either body.

use crate::atlas::landmarks::{Direction, Landmark, landmark};
use crate::atlas::regions::Side;
use crate::atlas::size::Scale;
use crate::atlas::{Body, BodyKind};
use crate::geom::Vec3;

use super::super::Site;
use super::ProtocolError;

/// A spot of the skin, on the left half of the body or in its midline unless it is recorded elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Spot {
    /// So far from a landmark straight on along the skin; of a paired one the left.
    From(String, Offset),
    /// On the shortest way from one landmark to another, after this part of it, 0 to 1.
    Between([String; 2], f32),
    /// As it was recorded on one body, LPS in hundredths of a millimetre; on the other one it is the same anatomy.
    On(BodyKind, [i32; 3]),
}

/// How far along the skin, on the patient, in tenths of a millimetre; negative the other way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset {
    /// Away from the midline.
    pub lateral: i32,
    /// To the front.
    pub anterior: i32,
    /// Toward the head.
    pub superior: i32,
}

impl Spot {
    /// Where it is on a body whose lengths are multiplied by `scale` to be the patient's.
    pub(super) fn found(&self, body: &Body, scale: Scale) -> Result<Site, ProtocolError> {
        match self {
            Self::From(id, offset) => {
                let landmark = known(body, id)?;
                let factor = scale.in_region(landmark.locus.region);
                let way = offset.directions().map(|(direction, mm)| landmark.along(direction) * mm / factor);
                let way: Vec3 = way.into_iter().sum();
                Ok(Site::on(body, body.surface.straight_on(landmark.point, way, way.length())))
            }
            Self::Between([from, to], part) => {
                let [from, to] = [known(body, from)?.point, known(body, to)?.point];
                let path = body.surface.geodesic(from, to);
                Ok(Site::on(body, path.and_then(|path| path.at_part(&body.surface, *part)).unwrap_or(from)))
            }
            Self::On(kind, hundredths) if *kind == body.kind => Ok(Site::recorded(body, *hundredths)),
            Self::On(kind, hundredths) => Ok(Site::on(body, Site::recorded(Body::get(*kind), *hundredths).anchor())),
        }
    }
}

fn known(body: &Body, id: &str) -> Result<&'static Landmark, ProtocolError> {
    landmark(body, id, Side::Left).ok_or_else(|| ProtocolError::NoSuchLandmark(id.to_owned()))
}

impl Offset {
    fn directions(self) -> [(Direction, f32); 3] {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
        let mm = |tenths: i32| tenths as f32 / 10.0;
        [
            (Direction::Lateral, mm(self.lateral)),
            (Direction::Anterior, mm(self.anterior)),
            (Direction::Superior, mm(self.superior)),
        ]
    }
}
