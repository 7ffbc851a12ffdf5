namespace Guotu.Bpmn.Definition;

/// <summary>
/// All versions of all processes that an office has (流程版本库). A new case takes the current version; a running one keeps its own.
/// </summary>
public sealed record ProcessVersions
{
    private readonly IReadOnlyList<ProcessDefinition> _definitions = [];

    public static ProcessVersions Empty { get; } = new();

    public IReadOnlyList<ProcessDefinition> All => _definitions;

    /// <summary>Adds a version and makes it current; a version that is there already becomes current again.</summary>
    public ProcessVersions With(ProcessDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new ProcessVersions([.. _definitions.Where(d => d.Version != definition.Version), definition]);
    }

    /// <summary>What a new case starts with; null where there is no such process.</summary>
    public ProcessDefinition? Current(string processId) => _definitions.LastOrDefault(d => d.Id == processId);

    /// <summary>What a running case goes on with; null where that version was never kept.</summary>
    public ProcessDefinition? Of(string processId, string version) => _definitions.FirstOrDefault(d => d.Id == processId && d.Version == version);

    private ProcessVersions(IReadOnlyList<ProcessDefinition> definitions) => _definitions = definitions;

    private ProcessVersions()
    {
    }
}
