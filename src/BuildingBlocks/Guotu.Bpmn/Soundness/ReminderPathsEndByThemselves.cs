using Guotu.Bpmn.Definition;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Soundness;

/// <summary>What a timer starts beside a task (不中断) has its own end and never runs into the main way.</summary>
internal static class ReminderPathsEndByThemselves
{
    public static IEnumerable<Error> Check(ProcessGraph graph)
    {
        var reach = new Reach(graph);
        var reminders = Reminders(graph);
        var main = reach.From(graph.Nodes.OfType<StartNode>().Select(s => s.Id), reminders.Contains);
        var names = graph.Nodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
        return from reminder in reminders
               from node in reach.From([reminder], _ => false)
               where main.Contains(node) || names[node] is ParallelNode || MovesTheMainWay(names[node])
               select new Error(FlowErrors.BranchesCross, ("name", names[reminder].Name), ("node", names[node].Name)) { Line = names[node].Line };
    }

    /// <summary>A return, or the wait for the applicant, from a side path would put a second token on the main way.</summary>
    private static bool MovesTheMainWay(FlowNode node) => node is UserTaskNode { Rules: { Returns.Count: > 0 } or { Applicant: not null } };

    public static HashSet<string> Reminders(ProcessGraph graph) =>
        graph.Nodes.OfType<BoundaryTimerNode>().Where(b => !b.Interrupts).Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
}
