"""Written by `python -m derivable.stubs scaling_sym.book:BOOK`: what each formula takes and says."""

from typing import Any, overload

from derivable import Formula

__all__ = [
    "added_compute",
    "apparent_exponent",
    "best_start",
    "budget_overhead",
    "compute",
    "compute_coefficient",
    "compute_equivalent",
    "compute_multiple",
    "compute_optimal_loss",
    "cumulative_compute",
    "cumulative_resource",
    "data_limited_compute",
    "doublings_per_halving",
    "doublings_to_target",
    "head_start",
    "head_start_accumulated",
    "justifying_tokens",
    "kappa",
    "logical_efficiency",
    "longest_run",
    "loss",
    "marginal_compute",
    "model_flops_utilisation",
    "optimal_parameters",
    "optimal_tokens",
    "overtraining_overhead",
    "physical_burden",
    "relative_excess_loss",
    "repeated_tokens",
    "required_burden",
    "required_compute",
    "required_doubling_rate",
    "required_multiple",
    "run_excess_loss",
    "slowing_multiple",
    "smallest_size",
    "sustaining_rate",
    "time_to_target",
    "tokens_per_parameter",
]

class _loss(Formula):
    """Loss of a model with N parameters trained on D tokens: the separable law."""

    @overload
    def __call__(self, N: float, D: float, E: float, A: float, B: float, alpha: float, beta: float) -> float:
        """Loss of a model with N parameters trained on D tokens: the separable law.

            L = A/N**alpha + B/D**beta + E

        Parameters
        ----------
        N : float or array, in no unit, N > 0, finite
            parameters of the model
        D : float or array, in token, D > 0, finite
            training tokens
        E : float or array, in nat/token, E ≥ 0, finite
            irreducible loss
        A : float or array, in nat/token, A > 0, finite
            size of the parameter term at N = 1
        B : float or array, in nat*token**beta/token, B > 0, finite
            size of the token term at D = 1 token
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term

        Returns
        -------
        L : float, or array of the shape the arguments broadcast to, in nat/token
            loss

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> loss(N=70e9, D=1.4e12, E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28)
        1.9366...

        Source: Hoffmann et al. 2022, sec. 3.3.
        """
    @overload
    def __call__(self, N: Any, D: Any, E: Any, A: Any, B: Any, alpha: Any, beta: Any) -> Any: ...

loss: _loss

class _compute(Formula):
    """Logical compute of training N parameters on D tokens."""

    @overload
    def __call__(self, N: float, D: float, k: float = 6.0) -> float:
        """Logical compute of training N parameters on D tokens.

            C = D*N*k

        Parameters
        ----------
        N : float or array, in no unit, N > 0, finite
            parameters of the model
        D : float or array, in token, D > 0, finite
            training tokens
        k : float or array, in FLOP/token, k > 0, finite, by default 6
            compute per parameter per token, 6 in practice

        Returns
        -------
        C : float, or array of the shape the arguments broadcast to, in FLOP
            logical compute

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> compute(N=70e9, D=1.4e12)
        5.88e+23

        Source: Kaplan et al. 2020, sec. 2.1.
        """
    @overload
    def __call__(self, N: Any, D: Any, k: Any = 6.0) -> Any: ...

compute: _compute

class _optimal_parameters(Formula):
    """Parameters that make the loss least for a given logical compute."""

    @overload
    def __call__(self, C: float, A: float, B: float, alpha: float, beta: float, k: float = 6.0) -> float:
        """Parameters that make the loss least for a given logical compute.

            N_opt = (C/k)**(beta/(alpha + beta))*(A*alpha/(B*beta))**(1/(alpha + beta))

        Parameters
        ----------
        C : float or array, in FLOP, C > 0, finite
            logical compute
        A : float or array, in nat/token, A > 0, finite
            size of the parameter term at N = 1
        B : float or array, in nat*token**beta/token, B > 0, finite
            size of the token term at D = 1 token
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term
        k : float or array, in FLOP/token, k > 0, finite, by default 6
            compute per parameter per token, 6 in practice

        Returns
        -------
        N_opt : float, or array of the shape the arguments broadcast to, in no unit
            compute-optimal parameters

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> optimal_parameters(C=5.88e23, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
        73016399355.9...

        Source: Hoffmann et al. 2022, sec. 3.3, eq. 4.
        """
    @overload
    def __call__(self, C: Any, A: Any, B: Any, alpha: Any, beta: Any, k: Any = 6.0) -> Any: ...

optimal_parameters: _optimal_parameters

class _optimal_tokens(Formula):
    """Training tokens that make the loss least for a given logical compute."""

    @overload
    def __call__(self, C: float, A: float, B: float, alpha: float, beta: float, k: float = 6.0) -> float:
        """Training tokens that make the loss least for a given logical compute.

            D_opt = (C/k)**(alpha/(alpha + beta))*(B*beta/(A*alpha))**(1/(alpha + beta))

        Parameters
        ----------
        C : float or array, in FLOP, C > 0, finite
            logical compute
        A : float or array, in nat/token, A > 0, finite
            size of the parameter term at N = 1
        B : float or array, in nat*token**beta/token, B > 0, finite
            size of the token term at D = 1 token
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term
        k : float or array, in FLOP/token, k > 0, finite, by default 6
            compute per parameter per token, 6 in practice

        Returns
        -------
        D_opt : float, or array of the shape the arguments broadcast to, in token
            compute-optimal tokens

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> optimal_tokens(C=5.88e23, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
        1342164237958.5...

        Source: Hoffmann et al. 2022, sec. 3.3, eq. 4.
        """
    @overload
    def __call__(self, C: Any, A: Any, B: Any, alpha: Any, beta: Any, k: Any = 6.0) -> Any: ...

optimal_tokens: _optimal_tokens

class _kappa(Formula):
    """Exponent of the compute-only law: by how many per cent the excess loss falls for each per cent of compute."""

    @overload
    def __call__(self, alpha: float, beta: float) -> float:
        """Exponent of the compute-only law: by how many per cent the excess loss falls for each per cent of compute.

            kappa = alpha*beta/(alpha + beta)

        Parameters
        ----------
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term

        Returns
        -------
        kappa : float, or array of the shape the arguments broadcast to, in no unit
            exponent of the compute-only law

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> kappa(alpha=0.34, beta=0.28)
        0.1535...

        Source: Lu 2026; Hoffmann et al. 2022.
        """
    @overload
    def __call__(self, alpha: Any, beta: Any) -> Any: ...

kappa: _kappa

class _compute_coefficient(Formula):
    """Coefficient of the compute-only law: the excess loss at one unit of compute, on the law's own line."""

    @overload
    def __call__(self, A: float, B: float, alpha: float, beta: float, k: float = 6.0) -> float:
        """Coefficient of the compute-only law: the excess loss at one unit of compute, on the law's own line.

            K = A*k**(alpha*beta/(alpha + beta))*(alpha + beta)/(beta*(A*alpha/(B*beta))**(alpha/(alpha + beta)))

        Parameters
        ----------
        A : float or array, in nat/token, A > 0, finite
            size of the parameter term at N = 1
        B : float or array, in nat*token**beta/token, B > 0, finite
            size of the token term at D = 1 token
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term
        k : float or array, in FLOP/token, k > 0, finite, by default 6
            compute per parameter per token, 6 in practice

        Returns
        -------
        K : float, or array of the shape the arguments broadcast to, in FLOP**kappa*nat/token
            coefficient of the compute-only law

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> compute_coefficient(A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
        2708.49...

        Source: from Hoffmann et al. 2022, sec. 3.3.
        """
    @overload
    def __call__(self, A: Any, B: Any, alpha: Any, beta: Any, k: Any = 6.0) -> Any: ...

compute_coefficient: _compute_coefficient

class _compute_optimal_loss(Formula):
    """Least loss that a given logical compute can buy: the compute-only law."""

    @overload
    def __call__(self, C: float, E: float, K: float, kappa: float) -> float:
        """Least loss that a given logical compute can buy: the compute-only law.

            L = E + K/C**kappa

        Parameters
        ----------
        C : float or array, in FLOP, C > 0, finite
            logical compute
        E : float or array, in nat/token, E ≥ 0, finite
            irreducible loss
        K : float or array, in FLOP**kappa*nat/token, K > 0, finite
            coefficient of the compute-only law
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law

        Returns
        -------
        L : float, or array of the shape the arguments broadcast to, in nat/token
            loss

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> compute_optimal_loss(C=5.88e23, E=1.8172, K=2708.5, kappa=0.17829)
        1.97...

        Source: Lu 2026, introduction, with E explicit.
        """
    @overload
    def __call__(self, C: Any, E: Any, K: Any, kappa: Any) -> Any: ...

compute_optimal_loss: _compute_optimal_loss

class _apparent_exponent(Formula):
    """Exponent of the whole loss, floor included, where it is taken for a power of compute: the tangent at C."""

    @overload
    def __call__(self, C: float, E: float, K: float, kappa: float) -> float:
        """Exponent of the whole loss, floor included, where it is taken for a power of compute: the tangent at C.

            sigma = K*kappa/(C**kappa*E + K)

        Parameters
        ----------
        C : float or array, in FLOP, C > 0, finite
            logical compute
        E : float or array, in nat/token, E ≥ 0, finite
            irreducible loss
        K : float or array, in FLOP**kappa*nat/token, K > 0, finite
            coefficient of the compute-only law
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law

        Returns
        -------
        sigma : float, or array of the shape the arguments broadcast to, in no unit
            apparent exponent: by how many per cent the whole loss falls for each per cent of compute

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> apparent_exponent(C=1e20, E=1.8172, K=2708.5, kappa=0.17829)
        0.05139...

        Source: this book, from the compute-only law; compare Kaplan et al. 2020, sec. 6.
        """
    @overload
    def __call__(self, C: Any, E: Any, K: Any, kappa: Any) -> Any: ...

apparent_exponent: _apparent_exponent

class _marginal_compute(Formula):
    """Further compute over the fall of the loss that it brings, where both are small: a hundredth of it for 0.01 nat."""

    @overload
    def __call__(self, L: float, E: float, K: float, kappa: float) -> float:
        """Further compute over the fall of the loss that it brings, where both are small: a hundredth of it for 0.01 nat.

            mu = (K/(-E + L))**(1/kappa)/(kappa*(-E + L))

        Parameters
        ----------
        L : float or array, in nat/token, L > E, finite
            loss
        E : float or array, in nat/token, E ≥ 0, finite
            irreducible loss
        K : float or array, in FLOP**kappa*nat/token, K > 0, finite
            coefficient of the compute-only law
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law

        Returns
        -------
        mu : float, or array of the shape the arguments broadcast to, in FLOP*token/nat
            compute per nat of a small further fall of the loss

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> marginal_compute(L=1.974, E=1.8172, K=2708.5, kappa=0.17829)
        2.0908...e+25

        Source: this book, from the compute-only law.
        """
    @overload
    def __call__(self, L: Any, E: Any, K: Any, kappa: Any) -> Any: ...

marginal_compute: _marginal_compute

class _smallest_size(Formula):
    """Size, over the size optimal for a loss, below which no amount of data reaches that loss."""

    @overload
    def __call__(self, alpha: float, beta: float) -> float:
        """Size, over the size optimal for a loss, below which no amount of data reaches that loss.

            u_min = (alpha/beta + 1)**(-1/alpha)

        Parameters
        ----------
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term

        Returns
        -------
        u_min : float, or array of the shape the arguments broadcast to, in no unit
            smallest size that reaches a loss at all, over the size optimal for it

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> smallest_size(alpha=0.3478, beta=0.3658)
        0.1464...

        Source: this book, from Hoffmann et al. 2022, sec. 3.3.
        """
    @overload
    def __call__(self, alpha: Any, beta: Any) -> Any: ...

smallest_size: _smallest_size

class _overtraining_overhead(Formula):
    """Compute, over the least for the same loss, of a model u times the size optimal for that loss; inf if too small."""

    @overload
    def __call__(self, u: float, alpha: float, beta: float) -> float:
        """Compute, over the least for the same loss, of a model u times the size optimal for that loss; inf if too small.

            theta = u/(1 + beta*(1 - 1/u**alpha)/alpha)**(1/beta)

        Parameters
        ----------
        u : float or array, in no unit, u > 0, finite
            size of a model over the size optimal for its loss
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term

        Returns
        -------
        theta : float, or array of the shape the arguments broadcast to, in no unit
            compute over the least for the same loss

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> overtraining_overhead(u=0.24, alpha=0.3478, beta=0.3658)
        5.226...

        Source: Kaplan et al. 2020, eq. B.16, with α for its α_N and β for its α_S.
        """
    @overload
    def __call__(self, u: Any, alpha: Any, beta: Any) -> Any: ...

overtraining_overhead: _overtraining_overhead

class _budget_overhead(Formula):
    """Excess loss, over the least for the same compute, of a model v times the size optimal for that compute."""

    @overload
    def __call__(self, v: float, alpha: float, beta: float) -> float:
        """Excess loss, over the least for the same compute, of a model v times the size optimal for that compute.

            epsilon = (alpha*v**beta + beta/v**alpha)/(alpha + beta)

        Parameters
        ----------
        v : float or array, in no unit, v > 0, finite
            size of a model over the size optimal for its compute
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term

        Returns
        -------
        epsilon : float, or array of the shape the arguments broadcast to, in no unit
            excess loss over the least for the same compute

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> budget_overhead(v=2.0, alpha=0.3478, beta=0.3658)
        1.0308...

        Source: this book, from Hoffmann et al. 2022, sec. 3.3.
        """
    @overload
    def __call__(self, v: Any, alpha: Any, beta: Any) -> Any: ...

budget_overhead: _budget_overhead

class _justifying_tokens(Formula):
    """Tokens served, for each token of the optimum, that make a size the cheapest in all; inf if it is too small."""

    @overload
    def __call__(self, u: float, alpha: float, beta: float, k_s: float, k: float = 6.0) -> float:
        """Tokens served, for each token of the optimum, that make a size the cheapest in all; inf if it is too small.

            phi = k*(-1 + u**(-alpha))*(1 + beta/alpha)*(1 + beta*(1 - 1/u**alpha)/alpha)**(-1 - 1/beta)/k_s

        Parameters
        ----------
        u : float or array, in no unit, 0 < u ≤ 1
            size of a model over the size optimal for its loss
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term
        k_s : float or array, in FLOP/token, k_s > 0, finite
            cost per parameter of a token served: 2, times what a FLOP of serving costs over one of training
        k : float or array, in FLOP/token, k > 0, finite, by default 6
            compute per parameter per token, 6 in practice

        Returns
        -------
        phi : float, or array of the shape the arguments broadcast to, in no unit
            tokens served over the tokens of the optimum, for which a size is the cheapest

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> justifying_tokens(u=0.24, alpha=0.3478, beta=0.3658, k_s=2.0)
        265.86...

        Source: this book; compare Sardana et al. 2024.
        """
    @overload
    def __call__(self, u: Any, alpha: Any, beta: Any, k_s: Any, k: Any = 6.0) -> Any: ...

justifying_tokens: _justifying_tokens

class _tokens_per_parameter(Formula):
    """Tokens per parameter of the model that is best for a given logical compute."""

    @overload
    def __call__(self, C: float, A: float, B: float, alpha: float, beta: float, k: float = 6.0) -> float:
        """Tokens per parameter of the model that is best for a given logical compute.

            delta = (C/k)**((alpha - beta)/(alpha + beta))*(B*beta/(A*alpha))**(2/(alpha + beta))

        Parameters
        ----------
        C : float or array, in FLOP, C > 0, finite
            logical compute
        A : float or array, in nat/token, A > 0, finite
            size of the parameter term at N = 1
        B : float or array, in nat*token**beta/token, B > 0, finite
            size of the token term at D = 1 token
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term
        k : float or array, in FLOP/token, k > 0, finite, by default 6
            compute per parameter per token, 6 in practice

        Returns
        -------
        delta : float, or array of the shape the arguments broadcast to, in token
            tokens per parameter at the optimum

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> tokens_per_parameter(C=1e18, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
        25.69...

        Source: from Hoffmann et al. 2022, sec. 3.3, eq. 4.
        """
    @overload
    def __call__(self, C: Any, A: Any, B: Any, alpha: Any, beta: Any, k: Any = 6.0) -> Any: ...

tokens_per_parameter: _tokens_per_parameter

class _data_limited_compute(Formula):
    """Logical compute at which the optimum asks for D tokens: with no more data than that, more compute gains little."""

    @overload
    def __call__(self, D: float, A: float, B: float, alpha: float, beta: float, k: float = 6.0) -> float:
        """Logical compute at which the optimum asks for D tokens: with no more data than that, more compute gains little.

            C = D*k*(A*D**beta*alpha/(B*beta))**(1/alpha)

        Parameters
        ----------
        D : float or array, in token, D > 0, finite
            training tokens
        A : float or array, in nat/token, A > 0, finite
            size of the parameter term at N = 1
        B : float or array, in nat*token**beta/token, B > 0, finite
            size of the token term at D = 1 token
        alpha : float or array, in no unit, alpha > 0, finite
            exponent of the parameter term
        beta : float or array, in no unit, beta > 0, finite
            exponent of the token term
        k : float or array, in FLOP/token, k > 0, finite, by default 6
            compute per parameter per token, 6 in practice

        Returns
        -------
        C : float, or array of the shape the arguments broadcast to, in FLOP
            logical compute

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> data_limited_compute(D=3e14, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)
        3.88...e+28

        Source: this book, from Hoffmann et al. 2022, sec. 3.3.
        """
    @overload
    def __call__(self, D: Any, A: Any, B: Any, alpha: Any, beta: Any, k: Any = 6.0) -> Any: ...

data_limited_compute: _data_limited_compute

class _repeated_tokens(Formula):
    """Fresh tokens that would be worth as much as U tokens met in so many epochs."""

    @overload
    def __call__(self, U: float, epochs: float, R: float) -> float:
        """Fresh tokens that would be worth as much as U tokens met in so many epochs.

            D_eff = U*(R*(1 - exp((1 - epochs)/R)) + 1)

        Parameters
        ----------
        U : float or array, in token, U > 0, finite
            tokens that are all different
        epochs : float or array, in no unit, epochs ≥ 1, finite
            how often each token is met
        R : float or array, in no unit, R > 0, finite
            epochs after which the gain of a further one has faded by a factor of e

        Returns
        -------
        D_eff : float, or array of the shape the arguments broadcast to, in token
            tokens, all different, that would be worth as much

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> repeated_tokens(U=1e12, epochs=4.0, R=15.39)
        3725710606653...

        Source: Muennighoff et al. 2023, sec. 3, eq. 5.
        """
    @overload
    def __call__(self, U: Any, epochs: Any, R: Any) -> Any: ...

repeated_tokens: _repeated_tokens

class _compute_equivalent(Formula):
    """How many times as much compute is worth if a parameter is worth p and a token q of the reference's."""

    @overload
    def __call__(self, p: float, q: float) -> float:
        """How many times as much compute is worth if a parameter is worth p and a token q of the reference's.

            zeta = p*q

        Parameters
        ----------
        p : float or array, in no unit, p > 0, finite
            parameters of the reference that a parameter is worth
        q : float or array, in no unit, q > 0, finite
            tokens of the reference that a token is worth

        Returns
        -------
        zeta : float, or array of the shape the arguments broadcast to, in no unit
            compute of the reference that a unit of compute is worth

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> compute_equivalent(p=2.0, q=3.0)
        6.0

        Source: this book; compare Ho et al. 2024.
        """
    @overload
    def __call__(self, p: Any, q: Any) -> Any: ...

compute_equivalent: _compute_equivalent

class _logical_efficiency(Formula):
    """Logical efficiency at time t, when it doubles γ times a year."""

    @overload
    def __call__(self, t: float, E_0: float, gamma: float) -> float:
        """Logical efficiency at time t, when it doubles γ times a year.

            E_logical = 2**(gamma*t)*E_0

        Parameters
        ----------
        t : float or array, in year, t ≥ 0, finite
            time since the end of the initial period
        E_0 : float or array, in FLOP/joule, E_0 > 0, finite
            logical efficiency at t = 0
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year

        Returns
        -------
        E_logical : float, or array of the shape the arguments broadcast to, in FLOP/joule
            logical efficiency: logical compute per unit of physical resource

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> logical_efficiency(t=2.0, E_0=1e11, gamma=1.0)
        400000000000.0

        Source: Lu 2026; Lu 2025 writes γ.
        """
    @overload
    def __call__(self, t: Any, E_0: Any, gamma: Any) -> Any: ...

logical_efficiency: _logical_efficiency

class _physical_burden(Formula):
    """Physical resource, say energy, that a run of given logical compute takes."""

    @overload
    def __call__(self, C: float, E_logical: float) -> float:
        """Physical resource, say energy, that a run of given logical compute takes.

            P_T = C/E_logical

        Parameters
        ----------
        C : float or array, in FLOP, C > 0, finite
            logical compute
        E_logical : float or array, in FLOP/joule, E_logical > 0, finite
            logical efficiency: logical compute per unit of physical resource

        Returns
        -------
        P_T : float, or array of the shape the arguments broadcast to, in joule
            physical burden of a run

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> physical_burden(C=5.88e23, E_logical=4e11)
        1470000000000.0

        Source: Lu 2026.
        """
    @overload
    def __call__(self, C: Any, E_logical: Any) -> Any: ...

physical_burden: _physical_burden

class _cumulative_compute(Formula):
    """Logical compute accumulated by time t, at a constant physical resource and an efficiency that doubles."""

    @overload
    def __call__(self, t: float, C_0: float, gamma: float, tau: float = 1.0) -> float:
        """Logical compute accumulated by time t, at a constant physical resource and an efficiency that doubles.

            C = C_0*(1 + (2**(gamma*t) - 1)/(gamma*tau*log(2)))

        Parameters
        ----------
        t : float or array, in year, t ≥ 0, finite
            time since the end of the initial period
        C_0 : float or array, in FLOP, C_0 > 0, finite
            logical compute of the initial period, E_0 P_0 τ
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        C : float, or array of the shape the arguments broadcast to, in FLOP
            logical compute

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> cumulative_compute(t=3.0, C_0=1e24, gamma=1.0)
        1.10988...e+25

        Source: Lu 2026; Lu 2025 with “1 yr” written.
        """
    @overload
    def __call__(self, t: Any, C_0: Any, gamma: Any, tau: Any = 1.0) -> Any: ...

cumulative_compute: _cumulative_compute

class _compute_multiple(Formula):
    """How many times the compute of the initial period has been accumulated by time t."""

    @overload
    def __call__(self, t: float, gamma: float, tau: float = 1.0) -> float:
        """How many times the compute of the initial period has been accumulated by time t.

            M = 1 + (2**(gamma*t) - 1)/(gamma*tau*log(2))

        Parameters
        ----------
        t : float or array, in year, t ≥ 0, finite
            time since the end of the initial period
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        M : float, or array of the shape the arguments broadcast to, in no unit
            compute multiple C(t)/C_0

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> compute_multiple(t=3.0, gamma=1.0)
        11.0988...

        Source: Lu 2026, the bracket of X(t).
        """
    @overload
    def __call__(self, t: Any, gamma: Any, tau: Any = 1.0) -> Any: ...

compute_multiple: _compute_multiple

class _relative_excess_loss(Formula):
    """Excess loss at time t, relative to that at the end of the initial period."""

    @overload
    def __call__(self, t: float, kappa: float, gamma: float, tau: float = 1.0) -> float:
        """Excess loss at time t, relative to that at the end of the initial period.

            X = (1 + (2**(gamma*t) - 1)/(gamma*tau*log(2)))**(-kappa)

        Parameters
        ----------
        t : float or array, in year, t ≥ 0, finite
            time since the end of the initial period
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        X : float, or array of the shape the arguments broadcast to, in no unit
            relative excess loss (L(C) - E)/(L(C_0) - E)

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> relative_excess_loss(t=20.0, kappa=0.05, gamma=1.0)
        0.4909...

        Source: Lu 2026, the relative excess loss.
        """
    @overload
    def __call__(self, t: Any, kappa: Any, gamma: Any, tau: Any = 1.0) -> Any: ...

relative_excess_loss: _relative_excess_loss

class _required_compute(Formula):
    """Logical compute that a target loss takes."""

    @overload
    def __call__(self, L: float, E: float, K: float, kappa: float) -> float:
        """Logical compute that a target loss takes.

            C = (K/(-E + L))**(1/kappa)

        Parameters
        ----------
        L : float or array, in nat/token, L > E, finite
            loss
        E : float or array, in nat/token, E ≥ 0, finite
            irreducible loss
        K : float or array, in FLOP**kappa*nat/token, K > 0, finite
            coefficient of the compute-only law
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law

        Returns
        -------
        C : float, or array of the shape the arguments broadcast to, in FLOP
            logical compute

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> required_compute(L=1.9, E=1.8172, K=2708.5, kappa=0.17829)
        2.1000...e+25

        Source: Lu 2026, sec. 5.
        """
    @overload
    def __call__(self, L: Any, E: Any, K: Any, kappa: Any) -> Any: ...

required_compute: _required_compute

class _required_burden(Formula):
    """Physical burden that a target loss takes."""

    @overload
    def __call__(self, L: float, E: float, K: float, kappa: float, E_logical: float) -> float:
        """Physical burden that a target loss takes.

            P_T = (K/(-E + L))**(1/kappa)/E_logical

        Parameters
        ----------
        L : float or array, in nat/token, L > E, finite
            loss
        E : float or array, in nat/token, E ≥ 0, finite
            irreducible loss
        K : float or array, in FLOP**kappa*nat/token, K > 0, finite
            coefficient of the compute-only law
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law
        E_logical : float or array, in FLOP/joule, E_logical > 0, finite
            logical efficiency: logical compute per unit of physical resource

        Returns
        -------
        P_T : float, or array of the shape the arguments broadcast to, in joule
            physical burden of a run

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> required_burden(L=1.9, E=1.8172, K=2708.5, kappa=0.17829, E_logical=4e11)
        52500...

        Source: Lu 2026, sec. 5.
        """
    @overload
    def __call__(self, L: Any, E: Any, K: Any, kappa: Any, E_logical: Any) -> Any: ...

required_burden: _required_burden

class _required_multiple(Formula):
    """By how much compute must multiply for the excess loss to fall to the fraction X."""

    @overload
    def __call__(self, X: float, kappa: float) -> float:
        """By how much compute must multiply for the excess loss to fall to the fraction X.

            M = X**(-1/kappa)

        Parameters
        ----------
        X : float or array, in no unit, 0 ≤ X ≤ 1
            relative excess loss (L(C) - E)/(L(C_0) - E)
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law

        Returns
        -------
        M : float, or array of the shape the arguments broadcast to, in no unit
            compute multiple C(t)/C_0

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> required_multiple(X=0.5, kappa=0.25)
        16.0

        Source: this book, from X(t).
        """
    @overload
    def __call__(self, X: Any, kappa: Any) -> Any: ...

required_multiple: _required_multiple

class _doublings_per_halving(Formula):
    """How many doublings of logical compute halve the excess loss."""

    @overload
    def __call__(self, kappa: float) -> float:
        """How many doublings of logical compute halve the excess loss.

            h = 1/kappa

        Parameters
        ----------
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law

        Returns
        -------
        h : float, or array of the shape the arguments broadcast to, in no unit
            doublings of logical compute per halving of the excess loss

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> doublings_per_halving(kappa=0.05)
        20.0

        Source: this book, from the compute-only law.
        """
    @overload
    def __call__(self, kappa: Any) -> Any: ...

doublings_per_halving: _doublings_per_halving

class _time_to_target(Formula):
    """Time until the excess loss has fallen to the fraction X; inf if it never does."""

    @overload
    def __call__(self, X: float, kappa: float, gamma: float, tau: float = 1.0) -> float:
        """Time until the excess loss has fallen to the fraction X; inf if it never does.

            t = log(gamma*tau*(-1 + X**(-1/kappa))*log(2) + 1)/(gamma*log(2))

        Parameters
        ----------
        X : float or array, in no unit, 0 ≤ X ≤ 1
            relative excess loss (L(C) - E)/(L(C_0) - E)
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        t : float, or array of the shape the arguments broadcast to, in year
            time since the end of the initial period

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> time_to_target(X=0.5, kappa=0.05, gamma=1.0)
        19.4712...

        Source: Lu 2026, X(t) turned around.
        """
    @overload
    def __call__(self, X: Any, kappa: Any, gamma: Any, tau: Any = 1.0) -> Any: ...

time_to_target: _time_to_target

class _doublings_to_target(Formula):
    """Efficiency doublings that have passed when the excess loss reaches the fraction X; inf if it never does."""

    @overload
    def __call__(self, X: float, kappa: float, gamma: float, tau: float = 1.0) -> float:
        """Efficiency doublings that have passed when the excess loss reaches the fraction X; inf if it never does.

            n = log(gamma*tau*(-1 + X**(-1/kappa))*log(2) + 1)/log(2)

        Parameters
        ----------
        X : float or array, in no unit, 0 ≤ X ≤ 1
            relative excess loss (L(C) - E)/(L(C_0) - E)
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        n : float, or array of the shape the arguments broadcast to, in no unit
            efficiency doublings passed by the time t

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> doublings_to_target(X=0.5, kappa=0.05, gamma=1.0)
        19.4712...

        Source: Lu 2026, its question of how many doublings.
        """
    @overload
    def __call__(self, X: Any, kappa: Any, gamma: Any, tau: Any = 1.0) -> Any: ...

doublings_to_target: _doublings_to_target

class _required_doubling_rate(Formula):
    """Efficiency doublings per year needed to bring the excess loss down to the fraction X by time t."""

    @overload
    def __call__(self, X: float, kappa: float, t: float, tau: float = 1.0) -> float:
        """Efficiency doublings per year needed to bring the excess loss down to the fraction X by time t.

            gamma = Piecewise((-t/(tau*(-1 + X**(-1/kappa))) - LambertW(-t*exp(-t/(tau*(-1 + X**(-1/kappa))))/(tau*(-1 + X**(-1/kappa))), -1), tau*(-1 + X**(-1/kappa))/t > 1), (-t/(tau*(-1 + X**(-1/kappa))) - LambertW(-t*exp(-t/(tau*(-1 + X**(-1/kappa))))/(tau*(-1 + X**(-1/kappa)))), tau*(-1 + X**(-1/kappa))/t < 1), (0, True))/(t*log(2))

        Parameters
        ----------
        X : float or array, in no unit, 0 ≤ X ≤ 1
            relative excess loss (L(C) - E)/(L(C_0) - E)
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law
        t : float or array, in year, t > 0, finite
            time since the end of the initial period
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        gamma : float, or array of the shape the arguments broadcast to, in 1/year
            efficiency doublings per year

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> required_doubling_rate(X=0.5, kappa=0.05, t=10.0)
        2.0507...

        Source: this book, from X(t).
        """
    @overload
    def __call__(self, X: Any, kappa: Any, t: Any, tau: Any = 1.0) -> Any: ...

required_doubling_rate: _required_doubling_rate

class _run_excess_loss(Formula):
    """Excess loss of a run of fixed length at time t, relative to one of today, when spending grows too."""

    @overload
    def __call__(self, t: float, kappa: float, gamma: float, rho: float) -> float:
        """Excess loss of a run of fixed length at time t, relative to one of today, when spending grows too.

            X = 2**(-kappa*t*(gamma + rho))

        Parameters
        ----------
        t : float or array, in year, t ≥ 0, finite
            time since the end of the initial period
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year
        rho : float or array, in 1/year, rho a finite real number
            doublings of spending per year

        Returns
        -------
        X : float, or array of the shape the arguments broadcast to, in no unit
            relative excess loss (L(C) - E)/(L(C_0) - E)

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> run_excess_loss(t=10.0, kappa=0.178, gamma=1.0, rho=0.0)
        0.2911...

        Source: this book.
        """
    @overload
    def __call__(self, t: Any, kappa: Any, gamma: Any, rho: Any) -> Any: ...

run_excess_loss: _run_excess_loss

class _sustaining_rate(Formula):
    """Doublings of logical compute a year, of efficiency and spending together, that halve the excess in a given time."""

    @overload
    def __call__(self, kappa: float, halving_time: float) -> float:
        """Doublings of logical compute a year, of efficiency and spending together, that halve the excess in a given time.

            omega = 1/(halving_time*kappa)

        Parameters
        ----------
        kappa : float or array, in no unit, kappa > 0, finite
            exponent of the compute-only law
        halving_time : float or array, in year, halving_time > 0, finite
            time in which the excess loss halves

        Returns
        -------
        omega : float, or array of the shape the arguments broadcast to, in 1/year
            doublings of logical compute per year, γ + ρ

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> sustaining_rate(kappa=0.178, halving_time=5.0)
        1.1235...

        Source: this book.
        """
    @overload
    def __call__(self, kappa: Any, halving_time: Any) -> Any: ...

sustaining_rate: _sustaining_rate

class _cumulative_resource(Formula):
    """Physical resource spent from the start to the time t, when spending doubles ρ times a year."""

    @overload
    def __call__(self, t: float, P_0: float, rho: float, tau: float = 1.0) -> float:
        """Physical resource spent from the start to the time t, when spending doubles ρ times a year.

            S = P_0*tau*(1 + (2**(rho*t) - 1)/(rho*tau*log(2)))

        Parameters
        ----------
        t : float or array, in year, t ≥ 0, finite
            time since the end of the initial period
        P_0 : float or array, in joule/year, P_0 > 0, finite
            physical resource spent per year
        rho : float or array, in 1/year, rho a finite real number
            doublings of spending per year
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        S : float, or array of the shape the arguments broadcast to, in joule
            physical resource spent since the start

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> cumulative_resource(t=3.0, P_0=1e14, rho=1.0)
        1109886528622274...

        Source: this book.
        """
    @overload
    def __call__(self, t: Any, P_0: Any, rho: Any, tau: Any = 1.0) -> Any: ...

cumulative_resource: _cumulative_resource

class _slowing_multiple(Formula):
    """How many times the compute of the initial period has been accumulated, if the pace of doublings dies away."""

    @overload
    def __call__(self, t: float, gamma: float, H: float, tau: float = 1.0) -> float:
        """How many times the compute of the initial period has been accumulated, if the pace of doublings dies away.

            M = H*(Ei(-H*gamma) - Ei(-H*gamma/2**(t/H)))*exp(H*gamma)/(tau*log(2)) + 1

        Parameters
        ----------
        t : float or array, in year, t ≥ 0, finite
            time since the end of the initial period
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year
        H : float or array, in year, H > 0, finite
            time in which γ itself halves
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        M : float, or array of the shape the arguments broadcast to, in no unit
            compute multiple C(t)/C_0

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> slowing_multiple(t=3.0, gamma=1.0, H=5.0)
        9.3553...

        Source: this book.
        """
    @overload
    def __call__(self, t: Any, gamma: Any, H: Any, tau: Any = 1.0) -> Any: ...

slowing_multiple: _slowing_multiple

class _longest_run(Formula):
    """Length of a run that does the most by a given day, if its efficiency is that of the day on which it begins."""

    @overload
    def __call__(self, gamma: float) -> float:
        """Length of a run that does the most by a given day, if its efficiency is that of the day on which it begins.

            T = 1/(gamma*log(2))

        Parameters
        ----------
        gamma : float or array, in 1/year, gamma > 0, finite
            efficiency doublings per year

        Returns
        -------
        T : float, or array of the shape the arguments broadcast to, in year
            length of a run

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> longest_run(gamma=1.0)
        1.4426...

        Source: Sevilla et al. 2022.
        """
    @overload
    def __call__(self, gamma: Any) -> Any: ...

longest_run: _longest_run

class _best_start(Formula):
    """When to begin a run that would last T if begun now, so that it ends soonest: 0 if there is nothing to wait for."""

    @overload
    def __call__(self, T: float, gamma: float) -> float:
        """When to begin a run that would last T if begun now, so that it ends soonest: 0 if there is nothing to wait for.

            t_start = log(Max(1, T*gamma*log(2)))/(gamma*log(2))

        Parameters
        ----------
        T : float or array, in year, T > 0, finite
            length of a run
        gamma : float or array, in 1/year, gamma > 0, finite
            efficiency doublings per year

        Returns
        -------
        t_start : float, or array of the shape the arguments broadcast to, in year
            time at which a run begins

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> best_start(T=4.0, gamma=1.0)
        1.4712...

        Source: this book.
        """
    @overload
    def __call__(self, T: Any, gamma: Any) -> Any: ...

best_start: _best_start

class _head_start(Formula):
    """What a stack that is s times as efficient is worth in years, for runs that see the efficiency of their own time."""

    @overload
    def __call__(self, s: float, gamma: float) -> float:
        """What a stack that is s times as efficient is worth in years, for runs that see the efficiency of their own time.

            t = log(s)/(gamma*log(2))

        Parameters
        ----------
        s : float or array, in no unit, s ≥ 1, finite
            efficiency of a stack over that of another
        gamma : float or array, in 1/year, gamma > 0, finite
            efficiency doublings per year

        Returns
        -------
        t : float, or array of the shape the arguments broadcast to, in year
            time since the end of the initial period

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> head_start(s=4.0, gamma=1.0)
        2.0

        Source: this book.
        """
    @overload
    def __call__(self, s: Any, gamma: Any) -> Any: ...

head_start: _head_start

class _head_start_accumulated(Formula):
    """What a stack that is s times as efficient is worth in years at the start, where all compute adds up."""

    @overload
    def __call__(self, s: float, gamma: float, tau: float = 1.0) -> float:
        """What a stack that is s times as efficient is worth in years at the start, where all compute adds up.

            t = log(gamma*tau*(s - 1)*log(2) + 1)/(gamma*log(2))

        Parameters
        ----------
        s : float or array, in no unit, s ≥ 1, finite
            efficiency of a stack over that of another
        gamma : float or array, in 1/year, gamma > 0, finite
            efficiency doublings per year
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        t : float, or array of the shape the arguments broadcast to, in year
            time since the end of the initial period

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> head_start_accumulated(s=4.0, gamma=1.0)
        1.6226...

        Source: this book.
        """
    @overload
    def __call__(self, s: Any, gamma: Any, tau: Any = 1.0) -> Any: ...

head_start_accumulated: _head_start_accumulated

class _added_compute(Formula):
    """Logical compute that the time t adds to that of the initial period."""

    @overload
    def __call__(self, t: float, C_0: float, gamma: float, tau: float = 1.0) -> float:
        """Logical compute that the time t adds to that of the initial period.

            C_added = C_0*(2**(gamma*t) - 1)/(gamma*tau*log(2))

        Parameters
        ----------
        t : float or array, in year, t ≥ 0, finite
            time since the end of the initial period
        C_0 : float or array, in FLOP, C_0 > 0, finite
            logical compute of the initial period, E_0 P_0 τ
        gamma : float or array, in 1/year, gamma a finite real number
            efficiency doublings per year
        tau : float or array, in year, tau > 0, finite, by default 1
            length of the initial period

        Returns
        -------
        C_added : float, or array of the shape the arguments broadcast to, in FLOP
            logical compute added by time t, C(t) - C_0

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> added_compute(t=3.0, C_0=1e24, gamma=1.0)
        1.00988...e+25

        Source: Lu 2026, sec. 4.
        """
    @overload
    def __call__(self, t: Any, C_0: Any, gamma: Any, tau: Any = 1.0) -> Any: ...

added_compute: _added_compute

class _model_flops_utilisation(Formula):
    """Model FLOP utilisation: logical compute per second, over the peak that the vendor states."""

    @overload
    def __call__(self, E_logical: float, P: float, F_peak: float) -> float:
        """Model FLOP utilisation: logical compute per second, over the peak that the vendor states.

            MFU = E_logical*P/F_peak

        Parameters
        ----------
        E_logical : float or array, in FLOP/joule, E_logical > 0, finite
            logical efficiency: logical compute per unit of physical resource
        P : float or array, in joule/second, P > 0, finite
            power of a run
        F_peak : float or array, in FLOP/second, F_peak > 0, finite
            compute per second that the vendor states

        Returns
        -------
        MFU : float, or array of the shape the arguments broadcast to, in no unit
            model FLOP utilisation

        Raises
        ------
        ValueError
            If an argument is not a real number or lies outside its domain: the message names it, its value and its domain.
        TypeError
            If arguments are missing or unknown.

        Examples
        --------
        >>> model_flops_utilisation(E_logical=6e11, P=1e7, F_peak=1.5e19)
        0.4

        Source: Lu 2026, sec. 3.
        """
    @overload
    def __call__(self, E_logical: Any, P: Any, F_peak: Any) -> Any: ...

model_flops_utilisation: _model_flops_utilisation
