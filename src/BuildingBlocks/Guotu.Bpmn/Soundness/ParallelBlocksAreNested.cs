using Guotu.Bpmn.Definition;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Soundness;

/// <summary>
/// Parallel splits and joins pair like brackets: the branches of a split touch nothing but the split and its join, each brings
/// exactly one token to the join, and a join waits for nothing else. A split may also never join: then each branch has its own end.
/// </summary>
internal static class ParallelBlocksAreNested
{
    public static List<ParallelBlock> Find(ProcessGraph graph, Action<Error> note)
    {
        var splits = graph.Nodes.OfType<ParallelNode>().Where(n => graph.Outgoing(n.Id).Count() > 1);
        var blocks = splits.Select(s => new Finder(graph, s).Find(note)).ToList();
        foreach (var join in graph.Nodes.OfType<ParallelNode>().Where(n => graph.Incoming(n.Id).Count() > 1 && blocks.Count(b => b.Join == n) != 1))
        {
            note(SoundnessRules.About(join, FlowErrors.JoinDeadlocks));
        }

        return blocks;
    }

    private sealed class Finder
    {
        private readonly ProcessGraph _graph;
        private readonly ParallelNode _split;
        private readonly Reach _reach;
        private readonly Dictionary<string, FlowNode> _nodes;
        private readonly HashSet<string> _reminders;
        private readonly List<SequenceFlow> _flows;

        public Finder(ProcessGraph graph, ParallelNode split)
        {
            _graph = graph;
            _split = split;
            _reach = new Reach(graph);
            _nodes = graph.Nodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
            _reminders = ReminderPathsEndByThemselves.Reminders(graph);
            _flows = graph.Outgoing(split.Id).ToList();
        }

        public ParallelBlock Find(Action<Error> note)
        {
            var join = JoinOf();
            var branches = _flows.ToDictionary(f => f.Id, f => (IReadOnlySet<string>)Region([f.To], join?.Id), StringComparer.Ordinal);
            var block = new ParallelBlock(_split, join, branches);
            if (Crossing(block) is { } node)
            {
                note(new Error(FlowErrors.BranchesCross, ("name", _split.Name), ("node", node.Name)) { Line = node.Line });
            }

            if (join is not null && EarlyEnd(block) is { } end)
            {
                note(SoundnessRules.About(_split, FlowErrors.SplitNotJoined, ("node", end.Name)));
            }

            if (join is not null && !OneTokenFromEachBranch(block, join))
            {
                note(SoundnessRules.About(join, FlowErrors.JoinDeadlocks));
            }

            return block with { Branches = WithReminders(branches) };
        }

        private HashSet<string> Region(IEnumerable<string> starts, string? closed) =>
            _reach.From(starts, n => n == closed || _reminders.Contains(n));

        /// <summary>
        /// The node that every way from the split to a plain end passes first, if it is a join. A terminating end takes all tokens
        /// with it, so ways to it do not count, unless there are no others.
        /// </summary>
        private ParallelNode? JoinOf()
        {
            var starts = _flows.Select(f => f.To).ToList();
            var all = Region(starts, null);
            var ends = all.Where(n => _nodes[n] is EndNode { Terminates: false }).ToHashSet(StringComparer.Ordinal);
            ends = ends.Count > 0 ? ends : all.Where(n => _nodes[n] is EndNode).ToHashSet(StringComparer.Ordinal);
            var always = all.Where(n => !Region(starts, n).Overlaps(ends)).ToHashSet(StringComparer.Ordinal);
            var first = always.FirstOrDefault(n => !Region(starts, n).Overlaps(always));
            return first is not null && IsJoin(first) ? (ParallelNode)_nodes[first] : MeetingOfSome(starts);
        }

        /// <summary>Where some branches meet though others end before: not sound, but the error can then name the end.</summary>
        private ParallelNode? MeetingOfSome(List<string> starts)
        {
            var met = starts.SelectMany(s => Region([s], null).Where(IsJoin)).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
            var first = met.FirstOrDefault(n => !starts.Exists(s => Region([s], n).Overlaps(met)));
            return first is null ? null : (ParallelNode)_nodes[first];
        }

        private bool IsJoin(string node) => _nodes[node] is ParallelNode && _graph.Incoming(node).Count() > 1;

        /// <summary>A node in two branches, one that is entered from outside its branch, or the split itself inside of it.</summary>
        private FlowNode? Crossing(ParallelBlock block)
        {
            foreach (var (flow, nodes) in block.Branches)
            {
                var others = block.Branches.Where(b => b.Key != flow).SelectMany(b => b.Value).ToHashSet(StringComparer.Ordinal);
                var first = _flows.First(f => f.Id == flow).To;
                foreach (var node in nodes.Where(n => block.Join is not null || _nodes[n] is not EndNode))
                {
                    var enteredElsewhere = _reach.Before(node).Any(b => !nodes.Contains(b) && !(b == _split.Id && node == first));
                    if (node == _split.Id || others.Contains(node) || enteredElsewhere)
                    {
                        return _nodes[node];
                    }
                }
            }

            return null;
        }

        private FlowNode? EarlyEnd(ParallelBlock block) =>
            block.Branches.Values.SelectMany(b => b).Select(n => _nodes[n]).FirstOrDefault(n => n is EndNode { Terminates: false });

        private bool OneTokenFromEachBranch(ParallelBlock block, ParallelNode join)
        {
            var arriving = _graph.Incoming(join.Id).Select(f => BranchOf(block, f)).ToList();
            return arriving.Count == _flows.Count && arriving.Distinct().Count() == arriving.Count && !arriving.Contains(null);
        }

        private string? BranchOf(ParallelBlock block, SequenceFlow arriving) =>
            arriving.From == _split.Id ? arriving.Id : block.Branches.Where(b => b.Value.Contains(arriving.From)).Select(b => b.Key).FirstOrDefault();

        private Dictionary<string, IReadOnlySet<string>> WithReminders(Dictionary<string, IReadOnlySet<string>> branches) => branches.ToDictionary(
            b => b.Key,
            b => (IReadOnlySet<string>)b.Value
                .Concat(_reach.From(_reminders.Where(r => _reach.Before(r).Any(b.Value.Contains)), _ => false))
                .ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }
}
