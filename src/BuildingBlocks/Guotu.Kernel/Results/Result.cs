namespace Guotu.Kernel.Results;

/// <summary>Outcome of a command without a value: done, or refused with an <see cref="Results.Error"/>.</summary>
public readonly record struct Result
{
    private Result(Error? error) => Error = error;

    /// <summary>Null when the command was done.</summary>
    public Error? Error { get; }

    public bool IsSuccess => Error is null;

    public static Result Done => default;

    public static Result Refused(Error error) => new(error);

    public static implicit operator Result(Error error) => Refused(error);
}

/// <summary>Outcome of a use case: a value, or an <see cref="Results.Error"/>; never both, never neither.</summary>
public readonly record struct Result<T>
{
    private readonly T _value;
    private readonly bool _hasValue;

    private Result(T value, Error? error)
    {
        _value = value;
        _hasValue = error is null;
        Error = error;
    }

    public Error? Error { get; }

    public bool IsSuccess => _hasValue;

    /// <summary>The value; reading it from a refusal is a bug and throws.</summary>
    public T Value => _hasValue
        ? _value
        : throw new InvalidOperationException($"A refused result has no value: {Error?.Code.Value ?? "default(Result)"}");

    public static Result<T> Of(T value) => new(value, null);

    public static Result<T> Refused(Error error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(default!, error);
    }

    public static implicit operator Result<T>(T value) => Of(value);

    public static implicit operator Result<T>(Error error) => Refused(error);

    public Result<TOut> Map<TOut>(Func<T, TOut> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return IsSuccess ? Result<TOut>.Of(map(_value)) : Result<TOut>.Refused(Error!);
    }
}
