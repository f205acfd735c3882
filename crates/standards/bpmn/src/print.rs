//! A process as XML.

use crate::layout::{Edge, Layout, Rect, Size, layout};
use crate::{BpmnError, Flow, Kind, Node, Process};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// FEEL's name as a language of conditions (DMN 1.5).
const FEEL: &str = "https://www.omg.org/spec/DMN/20230324/FEEL/";
/// Half the width of a timer on a border.
const TIMER: i32 = 18;

/// The whole file.
pub fn print(process: &Process) -> Result<String, BpmnError> {
    check(process)?;
    let drawn = draw(process);
    let mut out = String::new();
    let name = escape(&process.name);
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
         xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" \
         xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         id=\"definitions\" targetNamespace=\"urn:koom:services\" exporter=\"koom\" expressionLanguage=\"{FEEL}\">\n\
         \x20 <bpmn:process id=\"{}\" name=\"{name}\" isExecutable=\"false\">\n",
        process.id
    );
    for (at, node) in process.nodes.iter().enumerate() {
        step(&mut out, process, at, node);
    }
    for (at, flow) in process.flows.iter().enumerate() {
        way(&mut out, process, at, flow);
    }
    out.push_str("  </bpmn:process>\n");
    diagram(&mut out, process, &drawn);
    out.push_str("</bpmn:definitions>\n");
    Ok(out)
}

fn check(process: &Process) -> Result<(), BpmnError> {
    let mut ids = BTreeSet::from(["definitions"]);
    for id in std::iter::once(&process.id).chain(process.nodes.iter().map(|node| &node.id)) {
        let begins = id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        // What the printer itself names.
        let ours = id.starts_with("flow_") || id.starts_with("di_") || id.starts_with("timer_of_");
        if !begins || !plain || ours || !ids.insert(id) {
            return Err(BpmnError::Id(id.clone()));
        }
    }
    let node = |at: usize| process.nodes.get(at).ok_or(BpmnError::NoStep(at));
    for known in &process.nodes {
        if let Kind::Timer { on } = known.kind {
            let host = node(on)?;
            if host.kind != Kind::Task {
                return Err(BpmnError::Way { from: known.id.clone(), to: host.id.clone() });
            }
        }
    }
    for flow in &process.flows {
        let (from, to) = (node(flow.from)?, node(flow.to)?);
        if from.kind == Kind::End || matches!(to.kind, Kind::Start | Kind::Timer { .. }) {
            return Err(BpmnError::Way { from: from.id.clone(), to: to.id.clone() });
        }
    }
    Ok(())
}

fn tag(kind: &Kind) -> &'static str {
    match kind {
        Kind::Start => "startEvent",
        Kind::Rules => "businessRuleTask",
        Kind::Task => "userTask",
        Kind::Choice => "exclusiveGateway",
        Kind::Timer { .. } => "boundaryEvent",
        Kind::End => "endEvent",
    }
}

fn step(out: &mut String, process: &Process, at: usize, node: &Node) {
    let tag = tag(&node.kind);
    let _ = write!(out, "    <bpmn:{tag} id=\"{}\"", node.id);
    if !node.name.is_empty() {
        let _ = write!(out, " name=\"{}\"", escape(&node.name));
    }
    let flows = || process.flows.iter().enumerate();
    if let Kind::Timer { on } = node.kind
        && let Some(host) = process.nodes.get(on)
    {
        let _ = write!(out, " attachedToRef=\"{}\"", host.id);
    }
    let otherwise = flows().find(|(_, flow)| flow.from == at && flow.otherwise);
    if let Some((flow, _)) = otherwise.filter(|_| node.kind == Kind::Choice) {
        let _ = write!(out, " default=\"flow_{flow}\"");
    }
    out.push_str(">\n");
    if !node.note.is_empty() {
        let _ = writeln!(out, "      <bpmn:documentation>{}</bpmn:documentation>", escape(&node.note));
    }
    for (flow, _) in flows().filter(|(_, flow)| flow.to == at) {
        let _ = writeln!(out, "      <bpmn:incoming>flow_{flow}</bpmn:incoming>");
    }
    for (flow, _) in flows().filter(|(_, flow)| flow.from == at) {
        let _ = writeln!(out, "      <bpmn:outgoing>flow_{flow}</bpmn:outgoing>");
    }
    if matches!(node.kind, Kind::Timer { .. }) {
        let _ = writeln!(out, "      <bpmn:timerEventDefinition id=\"timer_of_{}\" />", node.id);
    }
    let _ = writeln!(out, "    </bpmn:{tag}>");
}

fn way(out: &mut String, process: &Process, at: usize, flow: &Flow) {
    let id = |at: usize| process.nodes.get(at).map_or("", |node| node.id.as_str());
    let _ = write!(
        out,
        "    <bpmn:sequenceFlow id=\"flow_{at}\" sourceRef=\"{}\" targetRef=\"{}\"",
        id(flow.from),
        id(flow.to)
    );
    if !flow.name.is_empty() {
        let _ = write!(out, " name=\"{}\"", escape(&flow.name));
    }
    if flow.when.is_empty() {
        out.push_str(" />\n");
        return;
    }
    let _ = write!(
        out,
        ">\n      <bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"{FEEL}\">{}</bpmn:conditionExpression>\n    \
         </bpmn:sequenceFlow>\n",
        escape(&flow.when)
    );
}

/// Where everything stands. A timer stands on its task and takes no place of its own.
struct Drawn {
    rects: Vec<Rect>,
    paths: Vec<Vec<(i32, i32)>>,
}

fn draw(process: &Process) -> Drawn {
    let mut own = Vec::new();
    let mut sizes = Vec::new();
    for node in &process.nodes {
        own.push(if let Kind::Timer { .. } = node.kind { None } else { Some(sizes.len()) });
        match node.kind {
            Kind::Timer { .. } => {}
            Kind::Start | Kind::End => sizes.push(Size { w: 36, h: 36 }),
            Kind::Rules | Kind::Task => sizes.push(Size { w: 140, h: 80 }),
            Kind::Choice => sizes.push(Size { w: 50, h: 50 }),
        }
    }
    let place = |at: usize| match process.nodes.get(at).map(|node| &node.kind) {
        Some(Kind::Timer { on }) => (own.get(*on).copied().flatten().unwrap_or(usize::MAX), true),
        _ => (own.get(at).copied().flatten().unwrap_or(usize::MAX), false),
    };
    let edges: Vec<Edge> = process
        .flows
        .iter()
        .map(|flow| {
            let (from, low) = place(flow.from);
            Edge { from, to: place(flow.to).0, low }
        })
        .collect();
    let Layout { boxes, paths, .. } = layout(&sizes, &edges);
    let rects = (0..process.nodes.len()).map(|at| {
        let (own, timer) = place(at);
        let rect = boxes.get(own).copied().unwrap_or_default();
        if !timer {
            return rect;
        }
        // Its right end is where the way of a timer begins.
        Rect { x: rect.x + rect.w + 8 - 2 * TIMER, y: rect.y + rect.h - TIMER, w: 2 * TIMER, h: 2 * TIMER }
    });
    Drawn { rects: rects.collect(), paths }
}

fn diagram(out: &mut String, process: &Process, drawn: &Drawn) {
    let _ = write!(
        out,
        "  <bpmndi:BPMNDiagram id=\"di_diagram\">\n    <bpmndi:BPMNPlane id=\"di_plane\" bpmnElement=\"{}\">\n",
        process.id
    );
    for (node, rect) in process.nodes.iter().zip(&drawn.rects) {
        let marker = if node.kind == Kind::Choice { " isMarkerVisible=\"true\"" } else { "" };
        let _ = write!(
            out,
            "      <bpmndi:BPMNShape id=\"di_{0}\" bpmnElement=\"{0}\"{marker}>\n        <dc:Bounds x=\"{1}\" y=\"{2}\" width=\"{3}\" \
             height=\"{4}\" />\n      </bpmndi:BPMNShape>\n",
            node.id, rect.x, rect.y, rect.w, rect.h
        );
    }
    for (at, path) in drawn.paths.iter().enumerate() {
        let _ = writeln!(out, "      <bpmndi:BPMNEdge id=\"di_flow_{at}\" bpmnElement=\"flow_{at}\">");
        for (x, y) in path {
            let _ = writeln!(out, "        <di:waypoint x=\"{x}\" y=\"{y}\" />");
        }
        out.push_str("      </bpmndi:BPMNEdge>\n");
    }
    out.push_str("    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n");
}

/// Text as XML takes it, in elements and attributes; what XML 1.0 has no place for is left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            c if (c < ' ' && c != '\t') || c == '\u{FFFE}' || c == '\u{FFFF}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Process {
        let mut process =
            Process { id: "permit".into(), name: "A \"<permit>\" & more\u{1}".into(), ..Process::default() };
        let start = process.add(Kind::Start, "start", "");
        let task = process.add(Kind::Task, "review", "Look");
        let timer = process.add(Kind::Timer { on: task }, "late", "");
        let end = process.add(Kind::End, "granted", "Yes");
        process.link(start, task, "");
        process.link(task, end, "grant");
        process.link(timer, task, "");
        process
    }

    #[test]
    fn every_step_and_way_has_its_shape() {
        let text = print(&small()).unwrap();
        assert!(text.contains("name=\"A &quot;&lt;permit&gt;&quot; &amp; more\""), "{text}");
        assert_eq!(text.matches("<bpmndi:BPMNShape").count(), 4);
        assert_eq!(text.matches("<bpmndi:BPMNEdge").count(), 3);
        assert!(text.contains("attachedToRef=\"review\"") && text.contains("<bpmn:timerEventDefinition"));
        assert_eq!(print(&small()).unwrap(), text, "the same process gives the same bytes");
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let with = |change: &dyn Fn(&mut Process)| {
            let mut process = small();
            change(&mut process);
            print(&process).unwrap_err()
        };
        assert_eq!(with(&|p| p.link(1, 9, "")), BpmnError::NoStep(9));
        assert_eq!(with(&|p| p.nodes[3].kind = Kind::Timer { on: 8 }), BpmnError::NoStep(8));
        assert_eq!(with(&|p| p.nodes[3].id = "review".into()), BpmnError::Id("review".into()));
        assert_eq!(with(&|p| p.nodes[3].id = "1st".into()), BpmnError::Id("1st".into()));
        assert!(matches!(with(&|p| p.link(3, 1, "")), BpmnError::Way { .. }));
        assert!(matches!(with(&|p| p.link(1, 0, "")), BpmnError::Way { .. }));
    }
}
