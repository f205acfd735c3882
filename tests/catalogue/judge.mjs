// Strangers judge a catalogue: html-validate its pages, bpmn-moddle its processes. `judge.mjs FOLDER` prints one line of JSON:
// how many files of each kind, and what is wrong with which.
import fs from "node:fs";
import path from "node:path";
import { BpmnModdle } from "bpmn-moddle";
import { HtmlValidate } from "html-validate";

const folder = process.argv[2];
const files = fs.readdirSync(folder, { recursive: true }).map(String).sort();
const read = (file) => fs.readFileSync(path.join(folder, file), "utf8");
const wrong = [];

const pages = files.filter((file) => file.endsWith(".html"));
const judge = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // A region that scrolls by itself takes the keyboard's focus and says what it is.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // A title is as long as the service's name.
    "long-title": "off",
  },
});
for (const file of pages) {
  const report = await judge.validateString(read(file), file);
  for (const result of report.results)
    for (const message of result.messages) wrong.push(`${file}:${message.line}: ${message.ruleId}: ${message.message}`);
}

const models = files.filter((file) => file.endsWith(".bpmn"));
let steps = 0;
for (const file of models) {
  try {
    const { rootElement, warnings, references } = await new BpmnModdle().fromXML(read(file));
    for (const warning of warnings) wrong.push(`${file}: ${warning.message}`);
    const process_ = rootElement.rootElements.find((element) => element.$type === "bpmn:Process");
    const drawn = new Set(rootElement.diagrams[0].plane.planeElement.map((shape) => shape.bpmnElement?.id));
    for (const element of process_.flowElements) {
      steps += 1;
      if (!drawn.has(element.id)) wrong.push(`${file}: ${element.id} is not drawn`);
      const ends = element.$type === "bpmn:SequenceFlow" ? [element.sourceRef, element.targetRef] : [];
      if (ends.some((end) => !end?.id)) wrong.push(`${file}: ${element.id} leads nowhere`);
      if (element.$type !== "bpmn:SequenceFlow" && element.$type !== "bpmn:StartEvent" && element.$type !== "bpmn:BoundaryEvent" && !element.incoming?.length)
        wrong.push(`${file}: nothing leads to ${element.id}`);
    }
    if (!references.length) wrong.push(`${file}: refers to nothing`);
  } catch (error) {
    wrong.push(`${file}: ${error.message}`);
  }
}
console.log(JSON.stringify({ pages: pages.length, models: models.length, steps, wrong }));
