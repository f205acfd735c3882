use super::*;

const BOX: Size = Size { w: 100, h: 40 };

fn edge(from: usize, to: usize) -> Edge {
    Edge { from, to, low: false }
}

/// Every picture that these tests draw: a line, a fork that skips a column, a circle, a way to itself.
fn pictures() -> Vec<(usize, Vec<Edge>)> {
    vec![
        (1, vec![]),
        (3, vec![edge(0, 1), edge(1, 2)]),
        (4, vec![edge(0, 1), edge(0, 2), edge(1, 3), edge(0, 3), edge(2, 3), edge(0, 3)]),
        (3, vec![edge(0, 1), edge(1, 2), edge(2, 1), edge(1, 1), Edge { from: 1, to: 2, low: true }]),
        (5, vec![edge(0, 4), edge(4, 3), edge(3, 2), edge(2, 1), edge(1, 4), edge(0, 1)]),
    ]
}

#[test]
fn boxes_do_not_touch_and_all_lie_inside() {
    for (boxes, edges) in pictures() {
        let made = layout(&vec![BOX; boxes], &edges);
        for (at, one) in made.boxes.iter().enumerate() {
            assert!(one.x >= 0 && one.y >= 0 && one.x + one.w <= made.width && one.y + one.h <= made.height);
            for other in made.boxes.iter().skip(at + 1) {
                let apart = one.x + one.w <= other.x
                    || other.x + other.w <= one.x
                    || one.y + one.h <= other.y
                    || other.y + other.h <= one.y;
                assert!(apart, "{one:?} {other:?}");
            }
        }
    }
}

#[test]
fn ways_go_at_right_angles_from_box_to_box_through_none() {
    for (boxes, edges) in pictures() {
        let made = layout(&vec![BOX; boxes], &edges);
        for (edge, path) in edges.iter().zip(&made.paths) {
            let (from, to) = (made.boxes[edge.from], made.boxes[edge.to]);
            let begins = if edge.low {
                (from.x + from.w + 8, from.y + from.h)
            } else {
                (from.x + from.w, from.y + from.h / 2)
            };
            assert_eq!(path.first(), Some(&begins));
            assert_eq!(path.last(), Some(&(to.x, to.y + to.h / 2)));
            for pair in path.windows(2) {
                let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
                assert!((x1 == x2) != (y1 == y2), "{path:?}");
                for (at, part) in made.boxes.iter().enumerate() {
                    let inside = x1.min(x2) < part.x + part.w
                        && x1.max(x2) > part.x
                        && y1.min(y2) < part.y + part.h
                        && y1.max(y2) > part.y;
                    assert!(!inside, "{edge:?} goes through box {at}: {path:?}");
                }
                assert!(x1 >= 0 && x1 <= made.width && y1 >= 0 && y1 <= made.height, "{path:?}");
            }
        }
    }
}

#[test]
fn a_way_that_leads_back_is_known() {
    assert_eq!(
        leading_back(3, &[edge(0, 1), edge(1, 2), edge(2, 0), edge(1, 1), edge(0, 2)]),
        [false, false, true, true, false]
    );
    assert_eq!(layout(&[BOX], &[edge(0, 7)]).paths, [vec![]]);
}
