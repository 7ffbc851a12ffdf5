using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;

namespace Guotu.Cli.Users;

/// <summary>A verb by which an administrator changes one account.</summary>
internal sealed record UserAct(string Verb, string Description, string Command, PostNeeded Needed, Argument<string> Account)
{
    public Command Build(
        IEnumerable<Symbol> symbols, Func<UserActing, CommandContext, ParseResult, CancellationToken, Task<Answer>> act)
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Output.Verb.Create(Verb, Description, [Account, .. symbols, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Needed, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, Command)
            {
                ObjectType = "account",
                ObjectId = parse.GetRequiredValue(Account),
            };
            return await act(new UserActing(node, caller), context, parse, ct);
        });
    }
}

/// <summary>An administrator at work on an account.</summary>
internal sealed record UserActing(NodeSession Node, Caller Caller)
{
    public IAccountAdministration Accounts => Node.Get<IAccountAdministration>();
}
