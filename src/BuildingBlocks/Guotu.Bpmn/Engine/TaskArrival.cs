using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Expressions;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Engine;

/// <summary>A token comes to a user task: the tasks of its people are made, and the timers on its border set.</summary>
internal static class TaskArrival
{
    public static void Enter(Walk walk, Token arriving, UserTaskNode node)
    {
        // A new number for every arrival: the answers of an earlier round must not count in this one.
        var trail = arriving.Trail.TakeWhile(t => t != node.Id).ToList();
        var token = arriving with { Number = walk.NextNumber(), Node = node.Id, Trail = trail };
        walk.Tokens.Add(token);
        if (node.Countersign is { } countersign)
        {
            EnterCountersign(walk, token, node, countersign);
        }
        else
        {
            Create(walk, token, node, null);
        }

        foreach (var timer in walk.Definition.Graph.TimersOn(node.Id))
        {
            walk.Schedule(token.Number, timer.Id, timer.Timer);
        }

        AskClock(walk, node, null);
    }

    /// <summary>Asks the ledger for what the file wants on reaching the task (null) or on an outcome.</summary>
    public static void AskClock(Walk walk, UserTaskNode node, string? outcome)
    {
        foreach (var clock in node.Rules.Clocks.Where(c => c.Outcome == outcome))
        {
            walk.IsFinal = true;
            walk.Note(new ClockRequested(clock.Act, node.Id));
        }
    }

    /// <summary>Counts the answers of a countersign into its variables.</summary>
    public static void Count(Walk walk, UserTaskNode node, int token)
    {
        var mine = Answers(walk, node, token);
        walk.SetOwn($"{node.Id}.total", FlowValue.Of((decimal)mine.Count));
        walk.SetOwn($"{node.Id}.completed", FlowValue.Of((decimal)mine.Count(t => t.State == TaskState.Completed)));
        foreach (var outcome in node.Rules.Outcomes)
        {
            walk.SetOwn($"{node.Id}.{outcome.Key}", FlowValue.Of((decimal)mine.Count(t => t.Outcome == outcome.Key && t.State == TaskState.Completed)));
        }
    }

    /// <summary>The countersign's tasks, answered or open.</summary>
    public static List<TaskItem> Answers(Walk walk, UserTaskNode node, int token) =>
        walk.Tasks.Where(t => t.Token == token && t.Node == node.Id && t.State is (TaskState.Open or TaskState.Completed)).ToList();

    private static void EnterCountersign(Walk walk, Token token, UserTaskNode node, Countersign countersign)
    {
        var members = countersign.Collection is { } name ? FromVariable(walk, node, name) : countersign.Members;
        if (members.Count == 0)
        {
            walk.Refuse(new Error(FlowErrors.NoMembers, ("step", node.Name)));
        }

        foreach (var member in members)
        {
            Create(walk, token, node, member);
        }

        Count(walk, node, token.Number);
    }

    private static List<Member> FromVariable(Walk walk, UserTaskNode node, string name)
    {
        if (walk.Variables.GetValueOrDefault(name) is not { Kind: FlowValueKind.List } list)
        {
            walk.Refuse(new Error(FlowErrors.ValueMissing, ("variable", name)));
            return [];
        }

        return list.List.Distinct(StringComparer.Ordinal).Select(o => new Member(o, node.Rules.Assignment with { Organisation = o })).ToList();
    }

    private static void Create(Walk walk, Token token, UserTaskNode node, Member? member)
    {
        var assignment = member?.Assignment ?? node.Rules.Assignment;
        var task = new TaskItem(walk.NextNumber(), token.Number, node.Id, member?.Name, assignment, TaskState.Open, null, null, false);
        walk.Tasks.Add(task);
        walk.Note(new TaskCreated(task.Number, node.Id, task.Member, assignment));
    }
}
