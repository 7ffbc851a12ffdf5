namespace Guotu.Database.Rows;

/// <summary>
/// Which tables were ever counted (入账的表), kept outside the database: whoever takes a tally away with its statements and all rows of its table leaves
/// nothing in the database that tells the table from a new one.
/// </summary>
public interface ITallyMemory
{
    /// <summary>What a finding calls it.</summary>
    const string Name = "protected-tables";

    /// <summary>Names of the tables; null where what was kept is damaged, so that nothing may be concluded from it.</summary>
    Task<IReadOnlySet<string>?> KnownAsync(CancellationToken ct);

    /// <summary>Adds tables; those that are known already stay as they are.</summary>
    Task AddAsync(IReadOnlyCollection<string> tables, CancellationToken ct);
}
