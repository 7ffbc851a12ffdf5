using Guotu.Bpmn.Definition;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Soundness;

/// <summary>
/// Everything that must hold of a process before it may run. What passes cannot lose a token, wait for ever at a join or run in circles.
/// </summary>
internal static class SoundnessRules
{
    public static ParallelBlocks Check(ProcessGraph graph, IReadOnlySet<string>? posts, Action<Error> note)
    {
        Error[] shape = [.. FlowCountsFit.Check(graph), .. EveryNodeLeadsSomewhere.Check(graph)];
        Error[] rules =
        [
            .. shape,
            .. ExclusiveGatewayHasDefault.Check(graph),
            .. EveryTaskNamesItsPost.Check(graph, posts),
            .. ReturnsLeadToTasks.Check(graph),
            .. ConditionsReadWhatIsThere.Check(graph),
            .. NoLoopWithoutTask.Check(graph),
        ];
        Array.ForEach(rules, note);
        if (shape.Length > 0)
        {
            return new ParallelBlocks(graph, []);
        }

        foreach (var error in ReminderPathsEndByThemselves.Check(graph))
        {
            note(error);
        }

        var blocks = new ParallelBlocks(graph, ParallelBlocksAreNested.Find(graph, note));
        foreach (var error in ApplicantWaitsOutsideBlocks.Check(graph, blocks))
        {
            note(error);
        }

        return blocks;
    }

    public static Error About(FlowNode node, ErrorCode code, params (string Name, object Value)[] arguments) =>
        new(code, [("name", node.Name), .. arguments]) { Line = node.Line };
}
