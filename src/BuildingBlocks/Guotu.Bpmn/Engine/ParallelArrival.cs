using Guotu.Bpmn.Definition;

namespace Guotu.Bpmn.Engine;

/// <summary>A token comes to a parallel gateway: it is divided, or waits for its brothers.</summary>
internal static class ParallelArrival
{
    public static void Enter(Walk walk, Token token, ParallelNode gateway)
    {
        if (walk.Definition.Graph.Incoming(gateway.Id).Count() > 1)
        {
            Join(walk, token, gateway);
        }
        else if (walk.Definition.Graph.Outgoing(gateway.Id).Count() > 1)
        {
            Split(walk, token, gateway);
        }
        else
        {
            walk.Follow(token, gateway.Id);
        }
    }

    private static void Split(Walk walk, Token token, ParallelNode gateway)
    {
        var flows = walk.Definition.Graph.Outgoing(gateway.Id).ToList();
        var fork = new ForkItem(walk.NextNumber(), gateway.Id, token.Branches, flows.Count);
        walk.Forks.Add(fork);

        // All brothers are on the board before one moves, or an end reached by the first would see an empty board.
        var brothers = flows
            .Select(f => (Flow: f, Token: token with { Number = walk.NextNumber(), Node = gateway.Id, Branches = [.. token.Branches, new TokenBranch(fork.Number, f.Id)], ResumeAt = null }))
            .ToList();
        walk.Tokens.AddRange(brothers.Select(b => b.Token));
        foreach (var (flow, brother) in brothers.Where(b => walk.Tokens.Contains(b.Token)))
        {
            walk.Tokens.Remove(brother);
            walk.Enter(brother, flow.To);
        }
    }

    private static void Join(Walk walk, Token token, ParallelNode gateway)
    {
        var fork = walk.Forks.Single(f => f.Number == token.Branches[^1].Fork);
        walk.Tokens.Add(token with { Node = gateway.Id });
        var arrived = walk.Tokens.Where(t => t.Node == gateway.Id && t.Branches[^1].Fork == fork.Number).ToList();
        if (arrived.Count < fork.Width)
        {
            return;
        }

        walk.IsFinal = true;
        walk.Tokens.RemoveAll(arrived.Contains);
        var trail = arrived.SelectMany(t => t.Trail).Distinct(StringComparer.Ordinal).ToList();
        walk.Follow(token with { Number = walk.NextNumber(), Branches = fork.Branches, Trail = trail }, gateway.Id);
    }
}
