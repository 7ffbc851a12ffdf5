namespace Guotu.Analysis.Contracts;

/// <summary>What an operator is called, takes and gives (算子定义). Codes never change their meaning: models and stored runs name them.</summary>
public sealed record OperatorDefinition
{
    /// <summary>Stable code of small letters and hyphens, such as <c>buffer</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name as staff know it.</summary>
    public required string Name { get; init; }

    /// <summary>One Chinese sentence: what comes out.</summary>
    public required string Summary { get; init; }

    /// <summary>Order in lists.</summary>
    public required int Place { get; init; }

    public required IReadOnlyList<OperatorInput> Inputs { get; init; }

    public required IReadOnlyList<OperatorParameter> Parameters { get; init; }

    public required OperatorOutput Output { get; init; }

    /// <summary>Code of the parameter that asks for the ground's slope when it is given; null for operators that need no terrain.</summary>
    public string? TerrainParameter { get; init; }

    /// <summary>Whether every run needs the terrain.</summary>
    public bool NeedsTerrain { get; init; }

    /// <summary>Whether a run with these parameters needs the terrain.</summary>
    public bool AsksTerrain(ParameterValues parameters) => NeedsTerrain || TerrainParameter is { } code && parameters?.Find(code) is not null;
}

/// <summary>What comes out.</summary>
public enum OperatorOutput
{
    /// <summary>要素: rows with figures.</summary>
    Features,

    /// <summary>表: rows without figures.</summary>
    Table,
}

/// <summary>An input (输入).</summary>
/// <param name="Code">Stable within the operator.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Required">Whether the operator needs it.</param>
public sealed record OperatorInput(string Code, string Name, bool Required)
{
    /// <summary>Whether lines and places are taken too (线、点), or areas only.</summary>
    public bool TakesPaths { get; init; }

    /// <summary>Code of the other input around which alone this one counts; null where all of it counts. Saves reading whole layers.</summary>
    public string? NearInput { get; init; }

    /// <summary>Code of the parameter that says how far around, in metres; null for touching boxes.</summary>
    public string? NearParameter { get; init; }
}

/// <summary>A parameter (参数). Values are written as texts, numbers with a point as decimal sign.</summary>
/// <param name="Code">Stable within the operator.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Kind">Type of its value.</param>
public sealed record OperatorParameter(string Code, string Name, ParameterKind Kind)
{
    /// <summary>Unit such as 米; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>Value where none is given; null where one must be given, unless <see cref="Optional"/>.</summary>
    public string? Default { get; init; }

    public bool Optional { get; init; }

    /// <summary>Least value of a number, itself allowed.</summary>
    public double? Least { get; init; }

    /// <summary>Greatest value of a number, itself allowed.</summary>
    public double? Greatest { get; init; }

    /// <summary>Values and their Chinese names, of a choice.</summary>
    public IReadOnlyList<ParameterChoice> Choices { get; init; } = [];

    /// <summary>Code of the input whose fields are meant, of fields.</summary>
    public string? OfInput { get; init; }
}

/// <summary>Type of a parameter's value.</summary>
public enum ParameterKind
{
    Number,
    Whole,
    Text,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>Field codes of an input, by commas.</summary>
    Fields,
}

/// <summary>One value of a choice.</summary>
public sealed record ParameterChoice(string Value, string Name);
