using Guotu.Bpmn.Definition;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Soundness;

/// <summary>Every user task and every countersigner names a post, and the office has it.</summary>
internal static class EveryTaskNamesItsPost
{
    public static IEnumerable<Error> Check(ProcessGraph graph, IReadOnlySet<string>? posts)
    {
        foreach (var task in graph.Nodes.OfType<UserTaskNode>())
        {
            var own = task.Rules.Assignment.Post;
            var named = task.Countersign is { Members.Count: > 0 } countersign ? countersign.Members.Select(m => m.Assignment.Post).ToList() : [own];
            if (named.Any(p => p.Length == 0))
            {
                yield return SoundnessRules.About(task, FlowErrors.AssignmentMissing);
            }

            foreach (var unknown in named.Where(p => p.Length > 0 && posts is not null && !posts.Contains(p)).Distinct())
            {
                yield return SoundnessRules.About(task, FlowErrors.PostUnknown, ("post", unknown));
            }
        }
    }
}

/// <summary>A return leads to a task that comes before, or to the one task that waits for the applicant.</summary>
internal static class ReturnsLeadToTasks
{
    public static IEnumerable<Error> Check(ProcessGraph graph)
    {
        var tasks = graph.Nodes.OfType<UserTaskNode>().ToList();
        var forApplicant = tasks.Count(t => t.Rules.Applicant is not null);
        if (forApplicant > 1)
        {
            yield return new Error(FlowErrors.NotExactlyOne, ("element", "guotu:applicant"), ("count", forApplicant));
        }

        var reach = new Reach(graph);
        foreach (var task in tasks)
        {
            foreach (var rule in task.Rules.Returns)
            {
                var leads = rule.Target switch
                {
                    ReturnTarget.Applicant => forApplicant == 1 && task.Rules.Applicant is null,
                    ReturnTarget.Task => tasks.Any(t => t.Id == rule.TaskId && t.Id != task.Id && reach.From(reach.Next(t.Id), _ => false).Contains(task.Id)),
                    _ => true,
                };
                if (!leads)
                {
                    yield return SoundnessRules.About(task, FlowErrors.ReturnTargetWrong, ("target", rule.TaskId ?? "applicant"));
                }
            }
        }
    }
}

/// <summary>
/// <c>task.outcome</c>, and for a countersign <c>task.total</c>, <c>task.completed</c> and <c>task.</c>(outcome), read a task that
/// the process has: a condition on a task that was deleted is found when the file is read, not when a case gets there.
/// </summary>
internal static class ConditionsReadWhatIsThere
{
    public static IEnumerable<Error> Check(ProcessGraph graph)
    {
        var known = graph.Nodes.OfType<UserTaskNode>().SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        var conditions = graph.Flows.Where(f => f.Condition is not null).Select(f => (f.Condition!.Variables, f.Line))
            .Concat(graph.Nodes.OfType<UserTaskNode>().Where(t => t.Countersign?.CompletionCondition is not null)
                .Select(t => (t.Countersign!.CompletionCondition!.Variables, t.Line)));
        return from condition in conditions
               from name in condition.Variables.Distinct()
               where name.Contains('.', StringComparison.Ordinal) && !known.Contains(name)
               select new Error(FlowErrors.ValueMissing, ("variable", name)) { Line = condition.Line };
    }

    private static IEnumerable<string> Names(UserTaskNode task) => task.Countersign is null
        ? [$"{task.Id}.outcome"]
        : [$"{task.Id}.total", $"{task.Id}.completed", .. task.Rules.Outcomes.Select(o => $"{task.Id}.{o.Key}")];
}

/// <summary>The task that waits for the applicant lies in no parallel branch: a return to it would begin the block anew and never get there.</summary>
internal static class ApplicantWaitsOutsideBlocks
{
    public static IEnumerable<Error> Check(ProcessGraph graph, ParallelBlocks blocks) => graph.Nodes.OfType<UserTaskNode>()
        .Where(t => t.Rules.Applicant is not null && blocks.Around(t.Id).Count > 0)
        .Select(t => SoundnessRules.About(t, FlowErrors.ReturnTargetWrong, ("target", "applicant")));
}
