namespace Guotu.Bpmn.Engine;

/// <summary>
/// Moves a token against the flows (退回). Blocks are nested, so the branches that token and target share tell what must go along:
/// a jump out of a parallel block takes its brothers off the board; a jump into one, or into another branch, begins that block anew.
/// </summary>
internal static class Jump
{
    /// <summary>The node that is really entered: the target, or the split of the block that is begun anew.</summary>
    public static string EntryOf(Walk walk, Token token, string target)
    {
        var around = walk.Definition.BranchesAround(target);
        var shared = SharedDepth(walk, token, around);
        return shared == around.Count ? target : around[shared].Split;
    }

    /// <summary>Takes the token from where it rests and enters the target.</summary>
    public static void To(Walk walk, Token token, string target, string? resumeAt, string reason)
    {
        var entry = EntryOf(walk, token, target);
        var shared = SharedDepth(walk, token, walk.Definition.BranchesAround(target));
        walk.Take(token, reason);
        if (token.Branches.Count > shared)
        {
            var fork = token.Branches[shared].Fork;
            foreach (var brother in walk.Tokens.Where(t => t.Branches.Count > shared && t.Branches[shared].Fork == fork).ToList())
            {
                walk.Take(brother, reason);
            }
        }

        var moved = token with
        {
            Branches = token.Branches.Take(shared).ToList(),
            Trail = token.Trail.TakeWhile(t => t != entry && walk.Definition.BranchesAround(t).All(b => b.Split != entry)).ToList(),
            Cause = 0,
            ResumeAt = entry == target ? resumeAt : null,
        };
        walk.Enter(moved, entry);
    }

    private static int SharedDepth(Walk walk, Token token, IReadOnlyList<Soundness.BlockBranch> around)
    {
        var depth = 0;
        while (depth < around.Count && depth < token.Branches.Count
            && token.Branches[depth].Flow == around[depth].Flow
            && walk.Forks.Single(f => f.Number == token.Branches[depth].Fork).Node == around[depth].Split)
        {
            depth++;
        }

        return depth;
    }
}
