using System.Text;

namespace Guotu.Identity.Certificates;

/// <summary>
/// What a UKey signs (待签陈述): lines that name the purpose, the node, the account, the page's origin and the challenge, so that a signature for one
/// thing serves no other. <c>docs/formats/ukey-agent.md</c> has it for vendors.
/// </summary>
/// <param name="Purpose">One of the constants.</param>
/// <param name="Node">Code of the county and name of the bureau.</param>
/// <param name="Account">Login name, lower case.</param>
/// <param name="Origin">Of the page, as the browser told the agent.</param>
/// <param name="Challenge">As the server issued it.</param>
internal sealed record CertificateStatement(string Purpose, string Node, string Account, string Origin, string Challenge)
{
    public const string Login = "login";

    /// <summary>再次证明是本人.</summary>
    public const string Proof = "proof";

    private const string FirstLine = "guotu-certificate-statement 1";

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(
        $"{FirstLine}\npurpose: {Purpose}\nnode: {Node}\naccount: {Account}\norigin: {Origin}\nchallenge: {Challenge}\n");
}
