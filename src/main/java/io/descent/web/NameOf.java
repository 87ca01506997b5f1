package io.descent.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** This text is the JSON name of one of an enum's constants: so it is described, and so a parameter of a URL is checked. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Constraint(validatedBy = NameOfValidator.class)
public @interface NameOf {

    /** The enum. */
    Class<? extends Enum<?>> value();

    /** Is made from the names. */
    String message() default "";

    /** None. */
    Class<?>[] groups() default {};

    /** None. */
    Class<? extends Payload>[] payload() default {};
}
