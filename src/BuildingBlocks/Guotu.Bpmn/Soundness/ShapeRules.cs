using Guotu.Bpmn.Definition;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Soundness;

/// <summary>One start; tasks have one way on, and only gateways divide.</summary>
internal static class FlowCountsFit
{
    public static IEnumerable<Error> Check(ProcessGraph graph)
    {
        var starts = graph.Nodes.OfType<StartNode>().ToList();
        if (starts.Count != 1)
        {
            yield return new Error(FlowErrors.NotExactlyOne, ("element", "startEvent"), ("count", starts.Count)) { Line = starts.ElementAtOrDefault(1)?.Line ?? 1 };
        }

        foreach (var node in graph.Nodes)
        {
            var incoming = graph.Incoming(node.Id).Count();
            var outgoing = graph.Outgoing(node.Id).Count();
            if (!Fits(node, incoming, outgoing))
            {
                yield return SoundnessRules.About(node, FlowErrors.FlowsWrong, ("incoming", incoming), ("outgoing", outgoing));
            }
        }
    }

    private static bool Fits(FlowNode node, int incoming, int outgoing) => node switch
    {
        StartNode or BoundaryTimerNode => incoming == 0 && outgoing == 1,
        EndNode => outgoing == 0,
        ExclusiveNode => outgoing >= 1,
        ParallelNode => outgoing >= 1 && (incoming <= 1 || outgoing == 1),
        _ => outgoing == 1,
    };
}

/// <summary>Every node can be reached from the start, and an end from every node.</summary>
internal static class EveryNodeLeadsSomewhere
{
    public static IEnumerable<Error> Check(ProcessGraph graph)
    {
        var reach = new Reach(graph);
        var reached = reach.From(graph.Nodes.OfType<StartNode>().Select(s => s.Id), _ => false);
        var ending = reach.BackFrom(graph.Nodes.OfType<EndNode>().Select(e => e.Id));
        return graph.Nodes.Where(n => !reached.Contains(n.Id)).Select(n => SoundnessRules.About(n, FlowErrors.Unreachable))
            .Concat(graph.Nodes.Where(n => !ending.Contains(n.Id)).Select(n => SoundnessRules.About(n, FlowErrors.NoWayToEnd)));
    }
}

/// <summary>A dividing exclusive gateway has a default, every other way out a condition, and no other node has conditions.</summary>
internal static class ExclusiveGatewayHasDefault
{
    public static IEnumerable<Error> Check(ProcessGraph graph)
    {
        var gateways = graph.Nodes.OfType<ExclusiveNode>().ToDictionary(g => g.Id, StringComparer.Ordinal);
        foreach (var gateway in gateways.Values.Where(g => g.DefaultFlow is null && graph.Outgoing(g.Id).Count() > 1))
        {
            yield return SoundnessRules.About(gateway, FlowErrors.DefaultMissing);
        }

        foreach (var flow in graph.Flows)
        {
            var gateway = gateways.GetValueOrDefault(flow.From);
            var needed = gateway?.DefaultFlow is { } other && other != flow.Id;
            var allowed = gateway is not null && graph.Outgoing(flow.From).Count() > 1;
            if ((needed && flow.Condition is null) || (!allowed && flow.Condition is not null))
            {
                yield return new Error(FlowErrors.AttributeWrong, ("element", "sequenceFlow"), ("attribute", "conditionExpression")) { Line = flow.Line };
            }
        }
    }
}

/// <summary>A loop without a task or a wait would never stop.</summary>
internal static class NoLoopWithoutTask
{
    public static IEnumerable<Error> Check(ProcessGraph graph)
    {
        var waiting = graph.Nodes.Where(n => n.Waits).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var reach = new Reach(graph);
        return graph.Nodes
            .Where(n => !n.Waits && reach.From(reach.Next(n.Id), waiting.Contains).Contains(n.Id))
            .Take(1)
            .Select(n => SoundnessRules.About(n, FlowErrors.EndlessLoop));
    }
}
