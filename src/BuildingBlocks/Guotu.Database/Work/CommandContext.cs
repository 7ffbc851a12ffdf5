using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Kernel.Ids;

namespace Guotu.Database.Work;

/// <summary>Under whose name, in which scope and by which request a command runs (命令上下文).</summary>
/// <param name="Actor">The person or process that acts.</param>
/// <param name="Scope">Rows the actor may read.</param>
/// <param name="CommandName">Stable name such as <c>approval.case.accept</c>; kept with the request id.</param>
public sealed record CommandContext(Actor Actor, DataScope Scope, string CommandName)
{
    /// <summary>Given by the caller: repeating a command with the same id gives the stored answer and changes nothing.</summary>
    public RequestId? RequestId { get; init; }

    /// <summary>SM3 of the request's body, so that one id cannot serve two different commands.</summary>
    public string? BodyDigest { get; init; }

    /// <summary>The object a refusal is recorded against.</summary>
    public string ObjectType { get; init; } = "command";

    /// <summary>Id of that object, or empty.</summary>
    public string ObjectId { get; init; } = string.Empty;

    /// <summary>Told to the auditor with a refusal, never to the actor: which term decided; null for nothing.</summary>
    public string? RefusalNote { get; init; }

    public static CommandContext Process(string name) => new(Actor.Process(name), DataScope.WholeNode, "process." + name);
}
