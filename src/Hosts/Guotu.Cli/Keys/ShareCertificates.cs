using Guotu.Cli.Certificates;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Crypto.Keys.Shares;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Cli.Keys;

/// <summary>Shares under the holders' encryption certificates: judged by what the node trusts before anything is sealed to them, opened with the holders' keys.</summary>
internal static class ShareCertificates
{
    public static async Task<IReadOnlyList<Func<KeyShare, SealedKeyShare>>> SealersAsync(NodeSession node, IReadOnlyList<string> files, CancellationToken ct)
    {
        var trust = CertificateFile.Require(await node.Get<ICertificateAdministration>().TrustAsync(ct));
        var now = node.Get<IClock>().Now;
        var keys = new List<Sm2PublicKey>();
        foreach (var file in files)
        {
            var certificate = await CertificateFile.ReadAsync(file, ct);
            _ = CertificateFile.Require(CertificatePath.Judge(certificate, CertificateUse.Encryption, trust, now));
            keys.Add(certificate.PublicKey);
        }

        return keys.Distinct().Count() == keys.Count
            ? [.. keys.Select<Sm2PublicKey, Func<KeyShare, SealedKeyShare>>(k => share => SealedKeyShare.ToKey(share, k))]
            : throw BadUse("三名保管人的证书要各不相同");
    }

    /// <summary>Opens each share by the key that it is sealed to, or by the next password.</summary>
    public static async Task<IReadOnlyList<KeyShare>> OpenAsync(IReadOnlyList<SealedKeyShare> shares, IReadOnlyList<string> keyFiles, CancellationToken ct)
    {
        var passwords = new Queue<string>(await SharePasswords.AskAsync([.. shares.Where(s => s.PublicKey is null).Select(s => s.Label.Holder)], ct));
        var opened = new List<KeyShare>();
        foreach (var share in shares)
        {
            opened.Add(CertificateFile.Require(share.PublicKey is null ? share.OpenWithPassword(passwords.Dequeue()) : await OpenWithKeyAsync(share, keyFiles, ct)));
        }

        return opened;
    }

    private static async Task<Result<KeyShare>> OpenWithKeyAsync(SealedKeyShare share, IReadOnlyList<string> keyFiles, CancellationToken ct)
    {
        foreach (var file in keyFiles)
        {
            using var key = CertificateFile.Require(Sm2PrivateKey.FromPem(System.Text.Encoding.ASCII.GetString(await CertificateFile.BytesAsync(file, ct))));
            if (key.PublicKey.ToHex() == share.PublicKey)
            {
                return share.OpenWithKey(key);
            }
        }

        throw BadUse($"{share.Label.Holder} 的分片封装给了证书,用 --key 写出对应的私钥文件");
    }

    private static RefusedException BadUse(string reason) => new(new Error(CliErrors.BadUse, ("reason", reason)), ExitCode.BadUse);
}
