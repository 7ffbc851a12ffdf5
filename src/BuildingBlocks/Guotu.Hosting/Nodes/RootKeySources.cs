using Guotu.Crypto.Hardware;
using Guotu.Crypto.Keys;

namespace Guotu.Hosting.Nodes;

/// <summary>Where a node's root key comes from, by its configuration (根密钥来源).</summary>
public static class RootKeySources
{
    public static IKeySource Of(NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.RootKeyDevice is { } device)
        {
            return new SdfKeySource(device);
        }

        return node.RootKeyCredential.Length > 0
            ? new CredentialKeySource(Environment.GetEnvironmentVariable(CredentialKeySource.FolderVariable), node.RootKeyCredential)
            : new FileKeySource(node.RootKeyFile, node.Home);
    }
}
