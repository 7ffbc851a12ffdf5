using System.Collections.Frozen;
using Guotu.Bpmn.Soundness;

namespace Guotu.Bpmn.Definition;

/// <summary>
/// One version of a process (流程定义), read from BPMN 2.0 XML and proved sound. It is only made by <see cref="Reading.BpmnReader"/>.
/// </summary>
public sealed class ProcessDefinition
{
    private readonly FrozenDictionary<string, FlowNode> _nodes;
    private readonly ParallelBlocks _blocks;

    internal ProcessDefinition(ProcessGraph graph, ParallelBlocks blocks, string version, string xml)
    {
        Graph = graph;
        _blocks = blocks;
        _nodes = graph.Nodes.ToFrozenDictionary(n => n.Id, StringComparer.Ordinal);
        Version = version;
        Xml = xml;
    }

    /// <summary>Id of the process element; the same for all versions.</summary>
    public string Id => Graph.Id;

    public string Name => Graph.Name;

    /// <summary>SM3 of <see cref="Xml"/>, 64 hex digits; reading that text again gives the same version.</summary>
    public string Version { get; }

    /// <summary>The file itself, for bpmn-js.</summary>
    public string Xml { get; }

    public IReadOnlyList<FlowNode> Nodes => Graph.Nodes;

    public IEnumerable<UserTaskNode> UserTasks => Nodes.OfType<UserTaskNode>();

    public IReadOnlyList<SequenceFlow> Flows => Graph.Flows;

    internal ProcessGraph Graph { get; }

    /// <summary>The task that waits for the applicant; null where the process has none.</summary>
    public UserTaskNode? ApplicantTask => UserTasks.SingleOrDefault(t => t.Rules.Applicant is not null);

    public FlowNode Node(string id) =>
        _nodes.TryGetValue(id, out var node) ? node : throw new ArgumentException($"The process {Id} has no node {id}", nameof(id));

    public UserTaskNode UserTask(string id) => (UserTaskNode)Node(id);

    /// <summary>The parallel branches around a node, outermost first.</summary>
    internal IReadOnlyList<BlockBranch> BranchesAround(string id) => _blocks.Around(id);
}
