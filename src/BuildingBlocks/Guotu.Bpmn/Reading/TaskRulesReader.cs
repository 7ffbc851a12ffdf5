using System.Xml.Linq;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Expressions;

namespace Guotu.Bpmn.Reading;

/// <summary>Reads our extension elements of a user task.</summary>
internal sealed class TaskRulesReader(ReadingNotes notes)
{
    public static readonly string[] Known = ["assignment", "outcome", "return", "clock", "form", "opinion", "review", "applicant", "withdraw"];
    private static readonly TaskOutcome[] OnlyPass = [new TaskOutcome("pass", "送下一环节")];

    public TaskRules Read(XElement task)
    {
        var outcomes = Of(task, "outcome").Select(e => new TaskOutcome(notes.Required(e, "key"), e.Label())).ToList();
        var rules = new TaskRules
        {
            Assignment = One(task, "assignment") is { } a ? ReadAssignment(a) : new Assignment(string.Empty, null),
            Outcomes = outcomes.Count == 0 ? OnlyPass : outcomes,
            Returns = Of(task, "return").Select(ReadReturn).ToList(),
            Clocks = Of(task, "clock").Select(ReadClock).ToList(),
            Form = One(task, "form") is { } form ? notes.Required(form, "key") : null,
            OpinionRequired = One(task, "opinion") is { } opinion && ReadFlag(opinion, "required"),
            Review = One(task, "review") is { } review ? notes.Required(review, "stage") : null,
            Applicant = One(task, "applicant") is { } applicant ? new ApplicantRule(notes.Required(applicant, "resumeOn")) : null,
            Withdrawable = One(task, "withdraw") is not { } withdraw || ReadFlag(withdraw, "allowed"),
        };
        CheckKeys(task, rules);
        return rules;
    }

    public Countersign? ReadCountersign(XElement task)
    {
        if (task.Element(BpmnXml.Bpmn + "multiInstanceLoopCharacteristics") is not { } loop)
        {
            return null;
        }

        if (loop.Text("isSequential") == "true")
        {
            notes.AttributeWrong(loop, "isSequential");
        }

        foreach (var child in loop.Elements().Where(e => e.Name.LocalName is not ("completionCondition" or "extensionElements" or "documentation")))
        {
            notes.NotSupported(child);
        }

        foreach (var child in loop.Extensions().Where(e => e.Name.LocalName != "member"))
        {
            notes.NotSupported(child);
        }

        var members = loop.Extensions().Where(e => e.Name.LocalName == "member").Select(e => new Member(e.Label(), ReadAssignment(e))).ToList();
        var collection = loop.Text(BpmnXml.Guotu + "collection");
        if ((members.Count == 0) == (collection is null))
        {
            notes.AttributeWrong(loop, "guotu:collection");
        }

        return new Countersign(members, collection, ReadCompletion(loop));
    }

    private Expression? ReadCompletion(XElement loop)
    {
        if (loop.Element(BpmnXml.Bpmn + "completionCondition") is not { } written)
        {
            return null;
        }

        var read = ExpressionReader.Read(written.Value, written.Line());
        if (!read.IsSuccess)
        {
            notes.Add(read.Error!);
            return null;
        }

        return read.Value;
    }

    private static IEnumerable<XElement> Of(XElement task, string name) => task.Extensions().Where(e => e.Name.LocalName == name);

    private XElement? One(XElement task, string name)
    {
        var all = Of(task, name).ToList();
        if (all.Count > 1)
        {
            notes.NotSupported(all[1]);
        }

        return all.FirstOrDefault();
    }

    private Assignment ReadAssignment(XElement element) => new(notes.Required(element, "post"), element.Text("org"));

    private bool ReadFlag(XElement element, string attribute)
    {
        var text = element.Text(attribute);
        if (text is not ("true" or "false"))
        {
            notes.AttributeWrong(element, attribute);
        }

        return text == "true";
    }

    private ReturnRule ReadReturn(XElement element)
    {
        var to = notes.Required(element, "to");
        var target = to switch
        {
            "previous" => ReturnTarget.Previous,
            "applicant" => ReturnTarget.Applicant,
            _ => ReturnTarget.Task,
        };
        var resume = element.Text("resume") ?? (target == ReturnTarget.Applicant ? "direct" : "again");
        if (resume is not ("again" or "direct"))
        {
            notes.AttributeWrong(element, "resume");
        }

        return new ReturnRule(
            notes.Required(element, "key"),
            element.Label(),
            target,
            target == ReturnTarget.Task ? to : null,
            resume == "direct" ? ReturnResume.Direct : ReturnResume.Again);
    }

    private ClockRule ReadClock(XElement element)
    {
        if (!Enum.TryParse<ClockAct>(element.Text("act"), ignoreCase: true, out var act) || !Enum.IsDefined(act))
        {
            notes.AttributeWrong(element, "act");
        }

        return new ClockRule(act, element.Text("on"));
    }

    private void CheckKeys(XElement task, TaskRules rules)
    {
        var keys = rules.Outcomes.Select(o => o.Key).Concat(rules.Returns.Select(r => r.Key)).ToList();
        if (keys.Distinct(StringComparer.Ordinal).Count() != keys.Count)
        {
            notes.AttributeWrong(task, "guotu:outcome key");
        }

        if (rules.Clocks.Any(c => c.Outcome is { } on && !keys.Contains(on)))
        {
            notes.AttributeWrong(task, "guotu:clock on");
        }

        if (rules.Applicant is { } applicant && rules.Outcomes.All(o => o.Key != applicant.ResumeOn))
        {
            notes.AttributeWrong(task, "guotu:applicant resumeOn");
        }
    }
}
