using Guotu.Crypto;
using Guotu.Hosting.Nodes;

namespace Guotu.Identity.OpenId.TellPerson;

/// <summary>
/// Names by which systems know people and sessions (主体标识): they say nothing, and the one of a person never changes. They are no secrets.
/// </summary>
internal sealed class Subjects(NodeSettings node)
{
    private const int Size = 16;

    /// <summary>The same for every system: the bureau's systems have to agree on who somebody is.</summary>
    public string OfPerson(long userId) => Named(new BoundText("guotu openid subject 1").Add(node.County.Code).Add(userId));

    /// <summary>Another for each system.</summary>
    public static string OfSession(long sessionId, long clientKey) => Named(new BoundText("guotu openid session 1").Add(sessionId).Add(clientKey));

    private static string Named(BoundText text) => Convert.ToHexString(Sm3.Hash(text.ToArray()).AsSpan(0, Size)).ToLowerInvariant();
}
