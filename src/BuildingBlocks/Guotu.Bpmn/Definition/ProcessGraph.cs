namespace Guotu.Bpmn.Definition;

/// <summary>Nodes and flows as written, before anything is proved about them.</summary>
public sealed record ProcessGraph(string Id, string Name, IReadOnlyList<FlowNode> Nodes, IReadOnlyList<SequenceFlow> Flows)
{
    private readonly Lazy<ILookup<string, SequenceFlow>> _out = new(() => Flows.ToLookup(f => f.From, StringComparer.Ordinal));
    private readonly Lazy<ILookup<string, SequenceFlow>> _in = new(() => Flows.ToLookup(f => f.To, StringComparer.Ordinal));

    public IEnumerable<SequenceFlow> Outgoing(string node) => _out.Value[node];

    public IEnumerable<SequenceFlow> Incoming(string node) => _in.Value[node];

    public IEnumerable<BoundaryTimerNode> TimersOn(string host) => Nodes.OfType<BoundaryTimerNode>().Where(b => b.Host == host);
}
