using System.Xml.Linq;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Expressions;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Reading;

/// <summary>Reads the definitions element: one process, its nodes and its flows.</summary>
internal sealed class ProcessElementReader(ReadingNotes notes)
{
    private static readonly string[] HarmlessBesideProcess = ["collaboration", "category", "dataStore", "itemDefinition", "extensionElements", "documentation"];

    private static readonly string[] HarmlessInProcess =
    [
        "documentation", "extensionElements", "laneSet", "textAnnotation", "association", "group", "dataObject", "dataObjectReference",
        "dataStoreReference", "ioSpecification", "property",
    ];

    public ProcessGraph? Read(XDocument document)
    {
        var root = document.Root!;
        if (root.Name != BpmnXml.Bpmn + "definitions")
        {
            notes.NotSupported(root);
            return null;
        }

        ReadBesideProcess(root);
        var processes = root.Elements(BpmnXml.Bpmn + "process").ToList();
        if (processes.Count != 1)
        {
            notes.Add(new Error(FlowErrors.NotExactlyOne, ("element", "process"), ("count", processes.Count)) { Line = root.Line() });
            processes.ForEach(p => ReadProcess(p));
            return null;
        }

        return ReadProcess(processes[0]);
    }

    private void ReadBesideProcess(XElement root)
    {
        foreach (var element in root.Elements().Where(e => e.Name.Namespace != BpmnXml.Diagram))
        {
            var known = element.Name.Namespace == BpmnXml.Bpmn && (element.Name.LocalName == "process" || HarmlessBesideProcess.Contains(element.Name.LocalName));
            if (!known)
            {
                notes.NotSupported(element);
            }
        }

        foreach (var element in root.Elements(BpmnXml.Bpmn + "collaboration").Elements().Where(e => e.Name.LocalName is not ("participant" or "documentation" or "extensionElements" or "textAnnotation" or "association" or "group")))
        {
            notes.NotSupported(element);
        }
    }

    private ProcessGraph ReadProcess(XElement process)
    {
        var id = notes.Required(process, "id");
        if (process.Text("isExecutable") == "false")
        {
            notes.AttributeWrong(process, "isExecutable");
        }

        var reader = new NodeReader(notes);
        var nodes = new List<FlowNode>();
        var flows = new List<SequenceFlow>();
        foreach (var element in process.Elements())
        {
            if (element.Name == BpmnXml.Bpmn + "sequenceFlow")
            {
                flows.Add(ReadFlow(element));
            }
            else if (reader.Read(element) is { } node)
            {
                nodes.Add(node);
            }
            else if (element.Name.Namespace != BpmnXml.Bpmn || !HarmlessInProcess.Contains(element.Name.LocalName))
            {
                notes.NotSupported(element);
            }
        }

        CheckReferences(process, nodes, flows);
        return new ProcessGraph(id, process.Label(), nodes, flows);
    }

    private SequenceFlow ReadFlow(XElement element)
    {
        Expression? condition = null;
        if (element.Element(BpmnXml.Bpmn + "conditionExpression") is { } written)
        {
            var read = ExpressionReader.Read(written.Value, written.Line());
            condition = read.IsSuccess ? read.Value : null;
            if (!read.IsSuccess)
            {
                notes.Add(read.Error!);
            }
        }

        return new SequenceFlow(
            notes.Required(element, "id"),
            notes.Required(element, "sourceRef"),
            notes.Required(element, "targetRef"),
            condition,
            element.Line());
    }

    private void CheckReferences(XElement process, List<FlowNode> nodes, List<SequenceFlow> flows)
    {
        var elements = process.Elements().Where(e => e.Text("id") is not null).ToLookup(e => e.Id(), StringComparer.Ordinal);
        foreach (var twice in elements.Where(g => g.Count() > 1))
        {
            notes.AttributeWrong(twice.Last(), "id");
        }

        var known = nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var ignored = process.Elements().Where(e => e.Text("id") is not null).Select(e => e.Id()).ToHashSet(StringComparer.Ordinal);
        foreach (var flow in flows.Where(f => f.Id.Length > 0))
        {
            var element = elements[flow.Id].First();
            NoteUnless(known.Contains(flow.From) || ignored.Contains(flow.From), element, "sourceRef");
            NoteUnless(known.Contains(flow.To) || ignored.Contains(flow.To), element, "targetRef");
        }

        foreach (var timer in nodes.OfType<BoundaryTimerNode>())
        {
            NoteUnless(nodes.Any(n => n is UserTaskNode && n.Id == timer.Host) || (ignored.Contains(timer.Host) && !known.Contains(timer.Host)), elements[timer.Id].First(), "attachedToRef");
        }

        foreach (var gateway in nodes.OfType<ExclusiveNode>().Where(g => g.DefaultFlow is not null))
        {
            NoteUnless(flows.Any(f => f.Id == gateway.DefaultFlow && f.From == gateway.Id), elements[gateway.Id].First(), "default");
        }
    }

    private void NoteUnless(bool holds, XElement element, string attribute)
    {
        if (!holds)
        {
            notes.AttributeWrong(element, attribute);
        }
    }
}
