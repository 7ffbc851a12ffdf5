using Guotu.Bpmn.Definition;

namespace Guotu.Bpmn.Soundness;

/// <summary>Walks over the graph. A timer on a task's border counts as a way out of the task.</summary>
internal sealed class Reach(ProcessGraph graph)
{
    public IEnumerable<string> Next(string node) =>
        graph.Outgoing(node).Select(f => f.To).Concat(graph.TimersOn(node).Select(t => t.Id));

    public IEnumerable<string> Before(string node)
    {
        var sources = graph.Incoming(node).Select(f => f.From);
        return graph.Nodes.OfType<BoundaryTimerNode>().FirstOrDefault(b => b.Id == node) is { } timer ? sources.Append(timer.Host) : sources;
    }

    /// <summary>Everything that can be reached from the given nodes, themselves included, without entering <paramref name="closed"/>.</summary>
    public HashSet<string> From(IEnumerable<string> starts, Func<string, bool> closed) => Walk(starts, Next, closed);

    public HashSet<string> BackFrom(IEnumerable<string> ends) => Walk(ends, Before, _ => false);

    private static HashSet<string> Walk(IEnumerable<string> starts, Func<string, IEnumerable<string>> next, Func<string, bool> closed)
    {
        var open = new Stack<string>(starts.Where(s => !closed(s)));
        var seen = new HashSet<string>(open, StringComparer.Ordinal);
        while (open.TryPop(out var node))
        {
            foreach (var other in next(node).Where(o => !closed(o) && seen.Add(o)))
            {
                open.Push(other);
            }
        }

        return seen;
    }
}
