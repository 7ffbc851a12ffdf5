using System.Data.Common;

namespace Dm;

/// <summary>Found by name, as the vendor's is.</summary>
public sealed class DmClientFactory : DbProviderFactory
{
    public static readonly DmClientFactory Instance = new();

    private DmClientFactory()
    {
    }

    public override DbConnection CreateConnection() => new DmConnection();

    public override DbCommand CreateCommand() => new DmCommand();

    public override DbParameter CreateParameter() => new DmParameter();
}
