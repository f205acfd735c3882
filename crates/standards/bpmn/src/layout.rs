//! Where boxes and the ways between them stand: in columns by their distance from the first box, ways at right angles.
//! Units are those of BPMN DI and of SVG: one pixel at a hundred per cent.

/// The room around the whole picture.
const MARGIN: i32 = 24;
/// The least room between boxes above each other.
const ROW: i32 = 32;
/// The room between a box and the first way that turns beside it.
const SIDE: i32 = 24;
/// The room between two ways that turn beside each other.
const SLOT: i32 = 10;
/// How high a way is that goes past a column.
const PASSING: i32 = 12;
/// Rounds in which boxes are put near those they are joined with.
const SWEEPS: usize = 6;

/// How large a box is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

/// A way to be drawn, from one box to another, by their positions in the list of sizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// From where.
    pub from: usize,
    /// To where.
    pub to: usize,
    /// It leaves at the lower end of the box (from a timer there) and not in the middle.
    pub low: bool,
}

/// A box with its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The boxes, in the order of the sizes.
    pub boxes: Vec<Rect>,
    /// The corners of each way, in the order of the edges.
    pub paths: Vec<Vec<(i32, i32)>>,
    /// How wide the whole is.
    pub width: i32,
    /// How high the whole is.
    pub height: i32,
}

/// Something in a column: a box, or a way that goes past it.
#[derive(Clone, Debug, Default)]
struct Item {
    size: Size,
    rank: usize,
    order: usize,
    rect: Rect,
}

/// A way as it goes from item to item; one that leads back has its two ends only.
struct Route {
    items: Vec<usize>,
    back: bool,
    low: bool,
}

/// Places boxes and ways. A way that names a box that is not there has no corners.
pub fn layout(sizes: &[Size], edges: &[Edge]) -> Layout {
    let back = leading_back(sizes.len(), edges);
    let ranks = ranks(sizes.len(), edges, &back);
    let mut items: Vec<Item> = Vec::new();
    for (size, rank) in sizes.iter().zip(&ranks) {
        items.push(Item { size: *size, rank: *rank, ..Item::default() });
    }
    let routes: Vec<Route> =
        edges.iter().zip(&back).map(|(edge, back)| route(&mut items, &ranks, edge, *back)).collect();
    let mut columns = columns(&items);
    sort(&mut columns, &mut items, &routes);
    let slots = Slots::of(&items, &routes, columns.len());
    let bottom = place(&columns, &mut items, &slots);
    let paths =
        routes.iter().enumerate().map(|(at, route)| path(&items, route, &slots, at, bottom)).collect();
    let boxes: Vec<Rect> = items.iter().take(sizes.len()).map(|item| item.rect).collect();
    let right = items.iter().map(|item| item.rect.x + item.rect.w).max().unwrap_or_default();
    let lanes =
        i32::try_from(routes.iter().filter(|route| route.back).count()).unwrap_or(i32::MAX / SLOT / 2);
    Layout { boxes, paths, width: right + slots.last() + MARGIN, height: bottom + lanes * SLOT + MARGIN }
}

/// Of each way, whether it leads back to a box from which it came.
fn leading_back(boxes: usize, edges: &[Edge]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; boxes];
    let mut back = vec![false; edges.len()];
    for start in 0..boxes {
        if seen.get(start) != Some(&Seen::No) {
            continue;
        }
        // A box with the next of its ways to look at.
        let mut open = vec![(start, 0_usize)];
        while let Some((at, next)) = open.pop() {
            if let Some(seen) = seen.get_mut(at) {
                *seen = Seen::Open;
            }
            let way = edges.iter().enumerate().skip(next).find(|(_, edge)| edge.from == at);
            let Some((way, edge)) = way else {
                if let Some(seen) = seen.get_mut(at) {
                    *seen = Seen::Done;
                }
                continue;
            };
            open.push((at, way + 1));
            match seen.get(edge.to) {
                Some(Seen::Open) => {
                    if let Some(back) = back.get_mut(way) {
                        *back = true;
                    }
                }
                Some(Seen::No) => open.push((edge.to, 0)),
                _ => {}
            }
        }
    }
    back
}

/// In which column each box stands: one further than the furthest that leads to it.
fn ranks(boxes: usize, edges: &[Edge], back: &[bool]) -> Vec<usize> {
    let mut ranks = vec![0_usize; boxes];
    for _ in 0..boxes {
        for (edge, back) in edges.iter().zip(back) {
            let Some(least) = ranks.get(edge.from).map(|rank| rank + 1) else { continue };
            if let Some(rank) = ranks.get_mut(edge.to).filter(|rank| !back && **rank < least) {
                *rank = least;
            }
        }
    }
    ranks
}

/// The items a way goes through; it makes one in each column that it goes past.
fn route(items: &mut Vec<Item>, ranks: &[usize], edge: &Edge, back: bool) -> Route {
    let (Some(from), Some(to)) = (ranks.get(edge.from), ranks.get(edge.to)) else {
        return Route { items: Vec::new(), back, low: edge.low };
    };
    let mut through = vec![edge.from];
    if !back {
        for rank in (from + 1)..*to {
            items.push(Item { size: Size { w: 0, h: PASSING }, rank, ..Item::default() });
            through.push(items.len() - 1);
        }
    }
    through.push(edge.to);
    Route { items: through, back, low: edge.low }
}

fn columns(items: &[Item]) -> Vec<Vec<usize>> {
    let count = items.iter().map(|item| item.rank + 1).max().unwrap_or_default();
    let mut columns = vec![Vec::new(); count];
    for (at, item) in items.iter().enumerate() {
        if let Some(column) = columns.get_mut(item.rank) {
            column.push(at);
        }
    }
    columns
}

/// Orders each column so that what is joined stands near each other.
fn sort(columns: &mut [Vec<usize>], items: &mut [Item], routes: &[Route]) {
    let steps: Vec<(usize, usize)> = routes
        .iter()
        .filter(|route| !route.back)
        .flat_map(|route| route.items.iter().copied().zip(route.items.iter().copied().skip(1)))
        .collect();
    note_order(columns, items);
    for sweep in 0..SWEEPS {
        let forward = sweep % 2 == 0;
        let count = columns.len();
        for step in 0..count {
            let at = if forward { step } else { count - 1 - step };
            let Some(column) = columns.get_mut(at) else { continue };
            let middle = |own: usize| {
                let joined: Vec<usize> = steps
                    .iter()
                    .filter_map(|(from, to)| match forward {
                        true if *to == own => Some(*from),
                        false if *from == own => Some(*to),
                        _ => None,
                    })
                    .filter_map(|other| items.get(other).map(|item| item.order))
                    .collect();
                let own = items.get(own).map_or(0, |item| item.order);
                // In thousandths, so that a half is not lost.
                (joined.iter().sum::<usize>() * 1000).checked_div(joined.len()).unwrap_or(own * 1000)
            };
            column.sort_by_cached_key(|own| middle(*own));
            note_order(columns, items);
        }
    }
}

fn note_order(columns: &[Vec<usize>], items: &mut [Item]) {
    for column in columns {
        for (order, own) in column.iter().enumerate() {
            if let Some(item) = items.get_mut(*own) {
                item.order = order;
            }
        }
    }
}

/// How many ways turn in front of each column, and after the last.
struct Slots {
    /// For each way, the gap and its number there, in the order in which it meets them.
    taken: Vec<Vec<(usize, i32)>>,
    /// How many there are in each gap; gap `n` is in front of column `n`.
    counts: Vec<i32>,
}

impl Slots {
    fn of(items: &[Item], routes: &[Route], columns: usize) -> Self {
        let mut counts = vec![0_i32; columns + 1];
        let rank = |own: Option<&usize>| own.and_then(|own| items.get(*own)).map_or(0, |item| item.rank);
        let mut take = |gap: usize| {
            let slot = counts.get(gap).copied().unwrap_or_default();
            if let Some(count) = counts.get_mut(gap) {
                *count += 1;
            }
            (gap, slot)
        };
        let taken = routes
            .iter()
            .map(|route| {
                if route.back {
                    vec![take(rank(route.items.first()) + 1), take(rank(route.items.last()))]
                } else {
                    route.items.iter().skip(1).map(|own| take(rank(Some(own)))).collect()
                }
            })
            .collect();
        Self { taken, counts }
    }

    fn gap(&self, at: usize) -> i32 {
        self.counts.get(at).map_or(0, |count| if *count == 0 { 0 } else { 2 * SIDE + (count - 1) * SLOT })
    }

    fn last(&self) -> i32 {
        self.gap(self.counts.len().saturating_sub(1))
    }
}

/// Puts every item in its place; where the lowest ends.
fn place(columns: &[Vec<usize>], items: &mut [Item], slots: &Slots) -> i32 {
    let height_of = |column: &[usize], items: &[Item]| {
        column.iter().filter_map(|own| items.get(*own)).map(|item| item.size.h + ROW).sum::<i32>() - ROW
    };
    let height = columns.iter().map(|column| height_of(column, items)).max().unwrap_or_default();
    let mut x = MARGIN;
    for (at, column) in columns.iter().enumerate() {
        x += slots.gap(at);
        let width =
            column.iter().filter_map(|own| items.get(*own)).map(|item| item.size.w).max().unwrap_or_default();
        let mut y = MARGIN + (height - height_of(column, items)) / 2;
        for own in column {
            let Some(item) = items.get_mut(*own) else { continue };
            let size = item.size;
            item.rect = Rect { x: x + (width - size.w) / 2, y, w: size.w, h: size.h };
            if size.w == 0 {
                // A way goes past the whole column.
                item.rect = Rect { x, w: width, ..item.rect };
            }
            y += size.h + ROW;
        }
        x += width;
    }
    MARGIN + height + ROW
}

/// The corners of a way.
fn path(items: &[Item], route: &Route, slots: &Slots, at: usize, bottom: i32) -> Vec<(i32, i32)> {
    let rect = |own: Option<&usize>| own.and_then(|own| items.get(*own)).map(|item| item.rect);
    let (Some(from), Some(to)) = (rect(route.items.first()), rect(route.items.last())) else {
        return Vec::new();
    };
    // Where the columns begin: the least left edge of what stands there.
    let turn = |gap: usize, slot: i32| {
        let here = items.iter().filter(|item| item.rank == gap).map(|item| item.rect.x).min();
        let end = here.unwrap_or_else(|| {
            let right = items.iter().map(|item| item.rect.x + item.rect.w).max().unwrap_or_default();
            right + slots.last()
        });
        end - slots.gap(gap) + SIDE + slot * SLOT
    };
    let out = |rect: Rect, low: bool| {
        if low { (rect.x + rect.w + 8, rect.y + rect.h) } else { (rect.x + rect.w, rect.y + rect.h / 2) }
    };
    let enter = |rect: Rect| (rect.x, rect.y + rect.h / 2);
    let taken = slots.taken.get(at).map(Vec::as_slice).unwrap_or_default();
    let mut points = vec![out(from, route.low)];
    if route.back {
        let lane = routes_before(slots, at);
        let y = bottom + lane * SLOT;
        if let [(first, one), (second, other)] = taken {
            let (x1, x2) = (turn(*first, *one), turn(*second, *other));
            points.extend([(x1, out(from, route.low).1), (x1, y), (x2, y), (x2, enter(to).1)]);
        }
        points.push(enter(to));
    } else {
        for (own, (gap, slot)) in route.items.iter().skip(1).zip(taken) {
            let Some(next) = rect(Some(own)) else { continue };
            let (x, y) = (turn(*gap, *slot), points.last().map_or(0, |point| point.1));
            points.extend([(x, y), (x, enter(next).1), enter(next)]);
        }
    }
    straight(points)
}

/// The lane of a way that leads back: every way has a number of its own.
fn routes_before(slots: &Slots, at: usize) -> i32 {
    let back =
        |taken: &&Vec<(usize, i32)>| matches!(taken.as_slice(), [(first, _), (second, _)] if first >= second);
    i32::try_from(slots.taken.iter().take(at).filter(back).count()).unwrap_or_default()
}

/// Without corners that are none.
fn straight(points: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    let mut out: Vec<(i32, i32)> = Vec::new();
    for point in points {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out.as_slice()
            && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}

#[cfg(test)]
mod tests;
