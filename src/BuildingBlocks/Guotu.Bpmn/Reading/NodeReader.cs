using System.Xml.Linq;
using Guotu.Bpmn.Definition;

namespace Guotu.Bpmn.Reading;

/// <summary>Reads one node; what it may hold is listed, and everything else is refused by name.</summary>
internal sealed class NodeReader(ReadingNotes notes)
{
    private static readonly string[] HarmlessInNode =
        ["documentation", "extensionElements", "incoming", "outgoing", "ioSpecification", "property", "dataInputAssociation", "dataOutputAssociation"];

    private readonly TaskRulesReader _rules = new(notes);

    /// <summary>The node, or null for an element that is no node of ours.</summary>
    public FlowNode? Read(XElement element)
    {
        if (element.Name.Namespace != BpmnXml.Bpmn)
        {
            return null;
        }

        return element.Name.LocalName switch
        {
            "startEvent" => Start(element),
            "endEvent" => End(element),
            "userTask" => UserTask(element),
            "serviceTask" => ServiceTask(element),
            "exclusiveGateway" => Exclusive(element),
            "parallelGateway" => Parallel(element),
            "intermediateCatchEvent" => Timer(element),
            "boundaryEvent" => BoundaryTimer(element),
            _ => null,
        };
    }

    private StartNode Start(XElement element)
    {
        RefuseAllBut(element, [], []);
        return new StartNode(notes.Required(element, "id"), element.Label(), element.Line());
    }

    private EndNode End(XElement element)
    {
        RefuseAllBut(element, ["terminateEventDefinition"], ["result"]);
        var terminates = element.Element(BpmnXml.Bpmn + "terminateEventDefinition") is not null;
        var result = element.Extensions().FirstOrDefault();
        return new EndNode(
            notes.Required(element, "id"), element.Label(), element.Line(), terminates, result is null ? null : notes.Required(result, "state"));
    }

    private UserTaskNode UserTask(XElement element)
    {
        RefuseAllBut(element, ["multiInstanceLoopCharacteristics"], TaskRulesReader.Known);
        return new UserTaskNode(notes.Required(element, "id"), element.Label(), element.Line(), _rules.Read(element), _rules.ReadCountersign(element));
    }

    private ServiceTaskNode ServiceTask(XElement element)
    {
        RefuseAllBut(element, [], ["step"]);
        var step = element.Extensions().FirstOrDefault();
        if (step is null)
        {
            notes.AttributeWrong(element, "guotu:step");
        }

        return new ServiceTaskNode(
            notes.Required(element, "id"), element.Label(), element.Line(), step is null ? string.Empty : notes.Required(step, "name"));
    }

    private ExclusiveNode Exclusive(XElement element)
    {
        RefuseAllBut(element, [], []);
        return new ExclusiveNode(notes.Required(element, "id"), element.Label(), element.Line(), element.Text("default"));
    }

    private ParallelNode Parallel(XElement element)
    {
        RefuseAllBut(element, [], []);
        return new ParallelNode(notes.Required(element, "id"), element.Label(), element.Line());
    }

    private TimerNode Timer(XElement element)
    {
        RefuseAllBut(element, ["timerEventDefinition"], ["ledger"]);
        return new TimerNode(notes.Required(element, "id"), element.Label(), element.Line(), ReadTimer(element));
    }

    private BoundaryTimerNode BoundaryTimer(XElement element)
    {
        RefuseAllBut(element, ["timerEventDefinition"], ["ledger"]);
        var id = notes.Required(element, "id");
        var interrupts = element.Text("cancelActivity") is not "false";
        return new BoundaryTimerNode(id, element.Label(), element.Line(), ReadTimer(element), notes.Required(element, "attachedToRef"), interrupts);
    }

    /// <summary>A deadline of the ledger, or exactly one ISO 8601 date or duration.</summary>
    private TimerRule ReadTimer(XElement element)
    {
        if (element.Extensions().FirstOrDefault() is { } ledger)
        {
            var deadline = ledger.Text("deadline");
            if (deadline is not ("promised" or "statutory"))
            {
                notes.AttributeWrong(ledger, "deadline");
            }

            return new TimerRule(TimerKind.Ledger, deadline ?? string.Empty);
        }

        var timer = element.Element(BpmnXml.Bpmn + "timerEventDefinition");
        var written = timer?.Elements().SingleOrDefault();
        var rule = written?.Name.LocalName switch
        {
            "timeDate" => new TimerRule(TimerKind.Date, written.Value.Trim()),
            "timeDuration" => new TimerRule(TimerKind.Duration, written.Value.Trim()),
            _ => new TimerRule(TimerKind.Date, string.Empty),
        };
        if (!TimerText.IsValid(rule) && (timer is not null || !element.Elements().Any(e => e.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))))
        {
            notes.AttributeWrong(timer ?? element, "timeDate/timeDuration");
        }

        return rule;
    }

    /// <summary>Refuses what the node may not hold, and our own extensions that are misspelt or in the wrong place.</summary>
    private void RefuseAllBut(XElement element, string[] definitions, string[] extensions)
    {
        foreach (var child in element.Elements())
        {
            var known = child.Name.Namespace == BpmnXml.Bpmn
                && (HarmlessInNode.Contains(child.Name.LocalName) || definitions.Contains(child.Name.LocalName));
            if (!known)
            {
                notes.NotSupported(child);
            }
        }

        foreach (var child in element.Extensions().Where(e => !extensions.Contains(e.Name.LocalName)))
        {
            notes.NotSupported(child);
        }
    }
}
