namespace Guotu.Database.Drivers;

/// <summary>Where the node's data is (数据库配置).</summary>
public sealed record DatabaseOptions
{
    /// <summary><c>sqlite</c>, <c>postgresql</c> or <c>dm</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Connection string in the provider's own keys; never shared between providers.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Folder that holds the vendor's driver; searched only when no compiled provider has the name.</summary>
    public string? DriverFolder { get; init; }

    /// <summary>File names accepted for the vendor's assembly, in order.</summary>
    public IReadOnlyList<string> DriverFiles { get; init; } = ["DM.DmProvider.dll", "DmProvider.dll"];

    /// <summary>Full name of the vendor's <see cref="System.Data.Common.DbProviderFactory"/>.</summary>
    public string DriverFactory { get; init; } = "Dm.DmClientFactory";
}
